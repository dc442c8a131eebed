import { LogOut, Search, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '@/app/find';
import { useMembers } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import { Button } from '@/ui/Button';
import { Skeleton } from '@/ui/Skeleton';
import { TextField } from '@/ui/TextField';
import { AttentionChoice } from './AttentionChoice';
import { InviteDialog } from './InviteDialog';
import { LeaveDialog } from './LeaveDialog';
import { MemberRow } from './MemberRow';
import styles from './MembersPanel.module.css';

export function MembersPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { members, canInvite, loading } = useMembers(conversation.id);
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<'invite' | 'leave' | null>(null);
  const shown = members.filter((one) => matches(`${one.name} ${one.id}`, search));
  const joined = shown.filter((one) => one.membership === 'joined');
  const invited = shown.filter((one) => one.membership === 'invited');
  return (
    <div className={styles.panel}>
      <div className={styles.top}>
        {canInvite && <Button variant="primary" wide onPress={() => setDialog('invite')}><UserPlus size={17} aria-hidden />{t('members.invite')}</Button>}
        {members.length > 8 && <TextField type="search" label={t('members.search')} hideLabel placeholder={t('common.search')} icon={<Search size={16} />} value={search} onChange={setSearch} />}
      </div>
      <div className={styles.scroller}>
        {loading && members.length === 0 && <Skeleton rows={4} />}
        <h3 className={styles.heading}>{t('conversation.memberCount', { count: joined.length })}</h3>
        <ul>{joined.map((member) => <MemberRow key={member.id} member={member} conversation={conversation} />)}</ul>
        {invited.length > 0 && (
          <>
            <h3 className={styles.heading}>{t('members.invited', { count: invited.length })}</h3>
            <ul>{invited.map((member) => <MemberRow key={member.id} member={member} conversation={conversation} />)}</ul>
          </>
        )}
      </div>
      <div className={styles.foot}>
        <AttentionChoice key={conversation.id} conversation={conversation} />
        <Button variant="quiet" wide onPress={() => setDialog('leave')}><LogOut size={17} aria-hidden />{t('members.leave')}</Button>
      </div>
      {dialog === 'invite' && <InviteDialog conversation={conversation} members={members} onClose={() => setDialog(null)} />}
      {dialog === 'leave' && <LeaveDialog conversation={conversation} alone={members.length <= 1} onClose={() => setDialog(null)} />}
    </div>
  );
}
