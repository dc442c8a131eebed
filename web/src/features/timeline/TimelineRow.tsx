import { LockKeyhole } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '@/app/format';
import type { TimelineItem } from '@/matrix/timeline/types';
import { MessageRow } from './MessageRow';
import { NoticesRow } from './NoticesRow';
import { useTimelineTools } from './timelineContext';
import styles from './TimelineRow.module.css';

/** One line of the timeline, whatever it is. */
export const TimelineRow = memo(function TimelineRow({ item, marked }: { item: TimelineItem; marked: string | null }) {
  const { t } = useTranslation();
  switch (item.type) {
    case 'message': return <MessageRow message={item} marked={marked === item.id} />;
    case 'notices': return <NoticesRow item={item} />;
    case 'day': return <div className={styles.day}><h2><time dateTime={new Date(item.timestamp).toISOString()}>{day(item.timestamp)}</time></h2></div>;
    case 'unread': return <div className={styles.unread} role="separator" aria-label={t('timeline.unreadFromHere')}><span>{t('timeline.unreadFromHere')}</span></div>;
    case 'start': return <StartRow />;
  }
});

function StartRow() {
  const { t } = useTranslation();
  const { conversation } = useTimelineTools();
  return (
    <div className={styles.start}>
      <p className={styles.startName}>{t(conversation.kind === 'direct' ? 'timeline.startDirect' : 'timeline.startSalon', { name: conversation.name })}</p>
      {conversation.encrypted && <p className={styles.startTrust}><LockKeyhole size={14} aria-hidden />{t('timeline.startEncrypted')}</p>}
    </div>
  );
}
