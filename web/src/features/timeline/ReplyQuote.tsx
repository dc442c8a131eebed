import { useTranslation } from 'react-i18next';
import type { ReplyPreview } from '@/matrix/timeline/types';
import styles from './ReplyQuote.module.css';
import { useTimelineTools } from './timelineContext';

/** What a message answers; a tap goes there. */
export function ReplyQuote({ reply }: { reply: ReplyPreview }) {
  const { t } = useTranslation();
  const { jump } = useTimelineTools();
  const text = reply.kind === 'missing' ? t('timeline.replyMissing') : reply.text || t(`timeline.kind.${reply.kind}`);
  return (
    <button type="button" className={styles.quote} onClick={() => void jump(reply.id)}>
      <span className="visually-hidden">{t('timeline.inReplyTo')} </span>
      {reply.senderName && <span className={styles.name}>{reply.senderName} </span>}
      <span className={styles.text}>{text}</span>
    </button>
  );
}
