import { useTranslation } from 'react-i18next';
import styles from './Starting.module.css';

/** What is seen while the account opens: nothing for 300 ms, then the mark. */
export function Starting() {
  const { t } = useTranslation();
  return (
    <main className={styles.starting} aria-busy="true">
      <img src="/colloque.svg" alt="" width={44} height={44} />
      <p role="status">{t('common.loading')}</p>
    </main>
  );
}
