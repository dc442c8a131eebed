import { useTranslation } from 'react-i18next';
import { list } from '@/app/format';
import type { MessageItem } from '@/matrix/timeline/types';
import styles from './Reactions.module.css';
import { useTimelineTools } from './timelineContext';

export function Reactions({ message }: { message: MessageItem }) {
  const { t } = useTranslation();
  const { actions } = useTimelineTools();
  return (
    <ul className={styles.reactions} aria-label={t('timeline.reactions')}>
      {message.reactions.map(({ key, people, own }) => (
        <li key={key}>
          <button
            type="button" className={styles.reaction} aria-pressed={own !== null} title={list(people)}
            onClick={() => void actions.react(message.id, key, own)}
          >
            <span className={styles.key}>{key}</span> <span>{people.length}</span><span className="visually-hidden"> {t('timeline.reactionBy', { names: list(people) })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
