import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '@/app/format';
import { Dialog } from '@/ui/Dialog';
import styles from './HistoryDialog.module.css';
import { RichText } from './RichText';
import { useTimelineTools } from './timelineContext';

/** What an edited message has said before: what is loaded at once, the rest when the service has told it. */
export default function HistoryDialog({ messageId, onClose }: { messageId: string; onClose(): void }) {
  const { t } = useTranslation();
  const { actions } = useTimelineTools();
  const [versions, setVersions] = useState(() => actions.versions(messageId));
  useEffect(() => {
    let isOpen = true;
    const told = actions.allVersions(messageId);
    told.then((all) => { if (isOpen && all.length > 0) setVersions(all); }, () => { /* What is loaded stays. */ });
    return () => { isOpen = false; };
  }, [actions, messageId]);
  return (
    <Dialog title={t('timeline.historyTitle')} isOpen onClose={onClose}>
      <ol className={styles.versions}>
        {versions.map(({ key, timestamp, text, html }, index) => (
          <li key={key} className={styles.version}>
            <p className={styles.when}>{t(index === versions.length - 1 ? 'timeline.historyOriginal' : 'timeline.historyEdit')} · <time dateTime={new Date(timestamp).toISOString()}>{exactTime(timestamp)}</time></p>
            <RichText text={text} html={html} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
