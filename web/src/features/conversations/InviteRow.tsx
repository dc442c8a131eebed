import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import { administrationOf } from '@/matrix/ids';
import { usePersonName, useWorkspace } from '@/matrix/hooks';
import { acceptInvite, leave } from '@/matrix/rooms/membership';
import type { Conversation } from '@/matrix/conversations/types';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/Toasts';
import styles from './InviteRow.module.css';

/** An invitation: what to, who from and from which administration; one tap answers it. */
export function InviteRow({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const navigate = useNavigate();
  const [busy, setBusy] = useState<'accept' | 'decline' | null>(null);
  const { id, name, avatar, inviter, kind, peerId } = conversation;

  const inviterName = usePersonName(inviter?.id, inviter?.name);

  const answer = async (what: 'accept' | 'decline') => {
    setBusy(what);
    try {
      if (what === 'decline') return await leave(account, id);
      await acceptInvite(account, id);
      await navigate({ to: '/c/$conversationId', params: { conversationId: id } });
    } catch {
      toast(t(what === 'accept' ? 'conversations.acceptFailed' : 'conversations.declineFailed'), 'danger');
    } finally {
      setBusy(null);
    }
  };

  return (
    <li className={styles.invite} aria-label={name}>
      <div className={styles.top}>
        <PersonAvatar person={{ id: peerId ?? id, name, avatar }} square={kind === 'salon'} />
        <div className={styles.words}>
          <p className={styles.name}>{name}</p>
          <p className={styles.by}>
            {inviter ? t('conversations.invitedBy', { name: inviterName, administration: administrationOf(inviter.id) }) : t('conversations.invited')}
          </p>
        </div>
      </div>
      <div className={styles.buttons}>
        <Button size="small" isPending={busy === 'decline'} isDisabled={busy === 'accept'} onPress={() => void answer('decline')}>{t('conversations.decline')}</Button>
        <Button size="small" variant="primary" isPending={busy === 'accept'} isDisabled={busy === 'decline'} onPress={() => void answer('accept')}>{t('conversations.accept')}</Button>
      </div>
    </li>
  );
}
