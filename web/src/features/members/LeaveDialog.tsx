import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import { leave } from '@/matrix/rooms/membership';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';

/** Leaving says what is lost by it. */
export function LeaveDialog({ conversation, alone, onClose }: { conversation: Conversation; alone: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await leave(account, conversation.id);
      onClose();
      await navigate({ to: '/' });
    } catch {
      setFailed(true);
      setBusy(false);
    }
  };
  return (
    <Dialog
      size="small" title={t('members.leaveTitle', { name: conversation.name })} isOpen onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common.cancel')}</Button><Button variant="danger" isPending={busy} onPress={() => void submit()}>{t('members.leave')}</Button></>}
    >
      {failed && <Banner tone="danger" live>{t('members.failed')}</Banner>}
      <p>{t(alone ? 'members.leaveAlone' : 'members.leaveWarning')}</p>
    </Dialog>
  );
}
