import { CircleAlert, Clock } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime, time } from '@/app/format';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import type { MessageItem } from '@/matrix/timeline/types';
import { TrustMark } from '@/ui/TrustMark';
import { MessageBody } from './MessageBody';
import styles from './MessageRow.module.css';
import { Reactions } from './Reactions';
import { ReadBy } from './ReadBy';
import { ReplyQuote } from './ReplyQuote';
import { useTimelineTools } from './timelineContext';

const MessageToolbar = lazy(() => import('./MessageToolbar'));
const RemoveDialog = lazy(() => import('./RemoveDialog'));
const HistoryDialog = lazy(() => import('./HistoryDialog'));

export const MessageRow = memo(function MessageRow({ message, marked }: { message: MessageItem; marked: boolean }) {
  const { t } = useTranslation();
  const { sender, timestamp, continued, status, trust } = message;
  const [pointed, setPointed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [dialog, setDialog] = useState<'remove' | 'history' | null>(null);
  return (
    <article
      className={`${styles.message} ${continued ? styles.continued : ''} ${marked ? styles.marked : ''} ${message.mentionsMe ? styles.mentionsMe : ''}`}
      aria-label={t('timeline.messageBy', { name: sender.name, time: time(timestamp) })} data-message={message.id} data-status={status} tabIndex={-1}
      onPointerEnter={() => setPointed(true)} onPointerLeave={() => setPointed(false)} onFocus={() => setPointed(true)}
      onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setPointed(false); }}
    >
      {continued
        ? <time className={styles.gutter} dateTime={new Date(timestamp).toISOString()} title={exactTime(timestamp)}>{time(timestamp)}</time>
        : <span className={styles.picture}><PersonAvatar person={sender} size={36} /></span>}
      <div className={styles.content}>
        {!continued && (
          <header className={styles.header}>
            <span className={styles.name}>{sender.name}</span>
            <time className={styles.time} dateTime={new Date(timestamp).toISOString()} title={exactTime(timestamp)}>{time(timestamp)}</time>
            {trust === 'unsigned' && <TrustMark kind="unverified" />}
            {trust === 'unencrypted' && <TrustMark kind="unencrypted" />}
          </header>
        )}
        {message.reply && <ReplyQuote reply={message.reply} />}
        <div className={styles.body}>
          <MessageBody message={message} />
          {message.edited && <> <button type="button" className={styles.edited} title={t('timeline.editedSee')} onClick={() => setDialog('history')}>{t('timeline.edited')}</button></>}
        </div>
        {trust === 'changed' && <p className={styles.warning}><CircleAlert size={14} aria-hidden />{t('timeline.senderChanged', { name: sender.name })}</p>}
        {message.reactions.length > 0 && <Reactions message={message} />}
        {status === 'failed' && <Failed message={message} />}
      </div>
      <div className={styles.side}>
        {status === 'sending' && <span className={styles.sending}><Clock size={13} aria-hidden /><span className="visually-hidden">{t('timeline.sending')}</span></span>}
        {message.readBy.length > 0 && <ReadBy people={message.readBy} />}
      </div>
      {(pointed || busy) && status === 'sent' && message.body.kind !== 'removed' && <Suspense><MessageToolbar message={message} onBusy={setBusy} onRemove={() => setDialog('remove')} /></Suspense>}
      <Suspense>
        {dialog === 'remove' && <RemoveDialog message={message} onClose={() => setDialog(null)} />}
        {dialog === 'history' && <HistoryDialog messageId={message.id} onClose={() => setDialog(null)} />}
      </Suspense>
    </article>
  );
});

function Failed({ message }: { message: MessageItem }) {
  const { t } = useTranslation();
  const { actions } = useTimelineTools();
  return (
    <p className={styles.failed} role="alert">
      <CircleAlert size={14} aria-hidden />{t('timeline.failed')}
      <button type="button" onClick={() => void actions.retry(message.id).catch(() => undefined)}>{t('common.retry')}</button>
      <button type="button" onClick={() => actions.discard(message.id)}>{t('timeline.discard')}</button>
    </p>
  );
}
