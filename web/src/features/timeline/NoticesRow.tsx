import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime, list, time } from '@/app/format';
import type { Notice, NoticesItem } from '@/matrix/timeline/types';
import styles from './NoticesRow.module.css';

function useWords() {
  const { t } = useTranslation();
  return (notice: Notice): string => {
    switch (notice.what) {
      case 'named': case 'topic': return t(`timeline.notice.${notice.what}`, { by: notice.by, value: notice.value });
      case 'joined': case 'left': case 'declined': return t(`timeline.notice.${notice.what}`, { who: notice.who });
      case 'invited': case 'removed': case 'banned': return t(`timeline.notice.${notice.what}`, { who: notice.who, by: notice.by });
      default: return t(`timeline.notice.${notice.what}`, { by: notice.by });
    }
  };
}

/** What happened to the conversation; a run of it is folded into one line. */
export function NoticesRow({ item }: { item: NoticesItem }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const { notices, timestamp } = item;
  const joined = [...new Set(notices.flatMap((notice) => (notice.what === 'joined' ? [notice.who] : [])))];
  if (notices.length === 1 || (notices.length === 2 && !open)) {
    return <p className={styles.line}>{notices.map(words).join(' ')} <time className={styles.time} title={exactTime(timestamp)}>{time(timestamp)}</time></p>;
  }
  const summary = joined.length === notices.length
    ? t('timeline.notice.joinedTogether', { names: list(joined.length > 3 ? [...joined.slice(0, 3), t('timeline.notice.others', { count: joined.length - 3 })] : joined) })
    : notices[0]?.what === 'created'
      ? t('timeline.notice.createdAndMore', { by: notices[0].by, count: notices.length - 1 })
      : t('timeline.notice.several', { count: notices.length });
  return (
    <div className={styles.line}>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={14} className={open ? styles.turned : ''} aria-hidden />{summary}
      </button>
      {open && <ul className={styles.all}>{notices.map((notice, index) => <li key={index}>{words(notice)}</li>)}</ul>}
    </div>
  );
}
