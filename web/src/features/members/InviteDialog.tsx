import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PeoplePicker } from '@/features/create/PeoplePicker';
import { useWorkspace } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import type { FoundPerson } from '@/matrix/people/directory';
import { invite } from '@/matrix/rooms/membership';
import type { Member } from '@/matrix/rooms/members';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/Toasts';

interface InviteDialogProps { conversation: Conversation; members: Member[]; onClose(): void }

export function InviteDialog({ conversation, members, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const [people, setPeople] = useState<FoundPerson[]>([]);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string[]>([]);
  const submit = async () => {
    setBusy(true);
    const results = await Promise.allSettled(people.map((person) => invite(account, conversation.id, person.id)));
    const left = people.filter((_, index) => results[index]!.status === 'rejected');
    setBusy(false);
    setPeople(left);
    setFailed(left.map(({ name }) => name));
    if (left.length > 0) return;
    toast(t('members.inviteSent', { count: people.length }), 'success');
    onClose();
  };
  return (
    <Dialog
      title={t('members.inviteTo', { name: conversation.name })} isOpen onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common.cancel')}</Button><Button variant="primary" isPending={busy} isDisabled={people.length === 0} onPress={() => void submit()}>{t('members.inviteSubmit', { count: people.length })}</Button></>}
    >
      {failed.length > 0 && <Banner tone="danger" live>{t('members.inviteFailed', { names: failed.join(', ') })}</Banner>}
      <PeoplePicker label={t('members.inviteWhom')} chosen={people} taken={new Set(members.map(({ id }) => id))} onPick={(person) => setPeople([...people, person])} onDrop={(person) => setPeople(people.filter((one) => one !== person))} />
    </Dialog>
  );
}
