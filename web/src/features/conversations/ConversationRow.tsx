import { Link } from '@tanstack/react-router';
import { AtSign, BellOff, File, Image, LockKeyhole, LockOpen, Mic, Star, Video, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime, moment } from '@/app/format';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import type { Conversation } from '@/matrix/conversations/types';
import styles from './ConversationRow.module.css';
import { useLastLine } from './useLastLine';

const icons: Record<string, LucideIcon> = { image: Image, video: Video, audio: Mic, file: File, undecryptable: LockKeyhole };

interface ConversationRowProps { conversation: Conversation; selected: boolean }

export const ConversationRow = memo(function ConversationRow({ conversation, selected }: ConversationRowProps) {
  const { t } = useTranslation();
  const line = useLastLine(conversation);
  const Icon = icons[conversation.last?.kind ?? ''];
  const { id, name, avatar, kind, unread, mentions, call, encrypted, favourite, attention, timestamp } = conversation;
  return (
    <Link
      to="/c/$conversationId" params={{ conversationId: id }} data-conversation={id} draggable={false}
      className={`${styles.row} ${selected ? styles.selected : ''} ${unread > 0 ? styles.unread : ''}`}
    >
      <PersonAvatar person={{ id: conversation.peerId ?? id, name, avatar }} square={kind === 'salon'} />
      <span className={styles.words}>
        <span className={styles.top}>
          <span className={styles.name}>{name}</span>
          {favourite && <Star size={12} className={styles.star} aria-label={t('conversations.favourites')} />}
          {attention === 'none' && <BellOff size={12} className={styles.quiet} aria-label={t('conversations.quiet')} />}
          {!encrypted && <LockOpen size={13} className={styles.open} aria-label={t('trust.open')} />}
          {timestamp > 0 && <time className={styles.time} title={exactTime(timestamp)}>{moment(timestamp)}</time>}
        </span>
        <span className={styles.bottom}>
          {call
            ? <span className={styles.call}><Video size={14} aria-hidden /> {t('conversations.callOn')}</span>
            : <span className={styles.last}>{Icon && <Icon size={13} aria-hidden className={styles.kind} />}{line}</span>}
          {mentions > 0 && <span className={styles.mention} title={t('conversations.mentionCount', { count: mentions })}><AtSign size={12} aria-hidden /><span className="visually-hidden">{t('conversations.mentionCount', { count: mentions })}</span></span>}
          {unread > 0 && <span className={`${styles.count} ${mentions > 0 ? styles.strong : ''}`}><span aria-hidden>{unread > 99 ? '99+' : unread}</span><span className="visually-hidden">{t('conversations.unreadCount', { count: unread })}</span></span>}
        </span>
      </span>
    </Link>
  );
});
