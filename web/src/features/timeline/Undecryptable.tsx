import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UndecryptableCause } from '@/matrix/timeline/types';
import { useTimelineTools } from './timelineContext';
import styles from './Undecryptable.module.css';

/** Why a message cannot be read, in words, and the action that helps. The message takes its place when the key comes. */
export function Undecryptable({ cause, sender }: { cause: UndecryptableCause; sender: string }) {
  const { t } = useTranslation();
  const { confirmDevice } = useTimelineTools();
  return (
    <p className={styles.line}>
      <LockKeyhole size={14} aria-hidden />
      <span className={styles.words}>
        <span>{t(`timeline.undecryptable.${cause}`, { name: sender })}</span>
        {cause === 'unverifiedDevice' && (
          <button type="button" className={styles.action} onClick={confirmDevice}>{t('timeline.undecryptable.confirm')}</button>
        )}
      </span>
    </p>
  );
}
