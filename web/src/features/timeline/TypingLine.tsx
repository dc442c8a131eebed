import { useTranslation } from 'react-i18next';
import { list } from '@/app/format';
import { useLive, type Live } from '@/matrix/core/live';
import styles from './TypingLine.module.css';

/** Who is writing, in a line that is always there so that nothing moves. */
export function TypingLine({ names }: { names: Live<string[]> }) {
  const { t } = useTranslation();
  const typing = useLive(names);
  return (
    <p className={styles.line} aria-live="off">
      {typing.length > 0 && <><span className={styles.dots} aria-hidden><i /><i /><i /></span>{typing.length > 3 ? t('timeline.manyTyping') : t('timeline.typing', { count: typing.length, names: list(typing) })}</>}
    </p>
  );
}
