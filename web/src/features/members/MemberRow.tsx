import { BadgeCheck, Ellipsis, MessageSquare, Shield, ShieldCheck, UserMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCreate } from '@/features/create/useCreate';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import { usePersonName, useWorkspace } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import { removeMember, setRole } from '@/matrix/rooms/membership';
import type { Member } from '@/matrix/rooms/members';
import { IconButton } from '@/ui/IconButton';
import { Menu, type MenuAction } from '@/ui/Menu';
import { toast } from '@/ui/Toasts';
import styles from './MemberRow.module.css';

/** A member: name, administration, role in words, whether verified, and what one may do. */
export function MemberRow({ member, conversation }: { member: Member; conversation: Conversation }) {
  const { t } = useTranslation();
  const { account, verifications } = useWorkspace();
  const name = usePersonName(member.id, member.name);
  const { direct } = useCreate(() => undefined);
  const attempt = (work: Promise<unknown>) => void work.catch(() => toast(t('members.failed'), 'danger'));
  const actions: MenuAction[] = [
    { id: 'write', label: t('members.write'), icon: <MessageSquare size={16} />, act: () => void direct(member.id) },
    ...(member.verified || member.membership === 'invited' ? [] : [{ id: 'verify', label: t('members.verify'), icon: <BadgeCheck size={16} />, act: () => attempt(verifications.withPerson(member.id, conversation.id)) }]),
    ...(member.canChangeRole ? [{
      id: 'role', label: t(member.role === 'member' ? 'members.makeModerator' : 'members.makeMember'), icon: <Shield size={16} />,
      act: () => attempt(setRole(account, conversation.id, member.id, member.role === 'member' ? 50 : 0)),
    }] : []),
    ...(member.canRemove ? [{ id: 'remove', label: t('members.remove'), icon: <UserMinus size={16} />, danger: true, apart: true, act: () => attempt(removeMember(account, conversation.id, member.id)) }] : []),
  ];
  return (
    <li className={styles.member}>
      <PersonAvatar person={{ ...member, name }} />
      <span className={styles.words}>
        <span className={styles.top}>
          <span className={styles.name}>{member.self ? t('members.you', { name }) : name}</span>
          {member.verified && <ShieldCheck size={14} className={styles.verified} aria-label={t('members.verified')} />}
        </span>
        <span className={styles.administration}>{member.role === 'member' ? member.administration : t('members.roleOf', { role: t(`members.${member.role}`), administration: member.administration })}</span>
      </span>
      {!member.self && <Menu label={t('members.actions', { name })} actions={actions} trigger={<IconButton size="small" label={t('members.actions', { name })}><Ellipsis size={17} /></IconButton>} />}
    </li>
  );
}
