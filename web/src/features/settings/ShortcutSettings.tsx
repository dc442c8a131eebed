import { useTranslation } from 'react-i18next';
import styles from './settings.module.css';

const shortcuts = ['jump', 'list', 'messages', 'edit', 'escape', 'send', 'bold', 'italic', 'mention'] as const;

/** What the keyboard does. */
export function ShortcutSettings() {
  const { t } = useTranslation();
  return (
    <table className={styles.shortcuts}>
      <thead className="visually-hidden"><tr><th scope="col">{t('shortcuts.what')}</th><th scope="col">{t('shortcuts.keys')}</th></tr></thead>
      <tbody>
        {shortcuts.map((id) => (
          <tr key={id}><th scope="row">{t(`shortcuts.${id}`)}</th><td>{t(`shortcuts.${id}Keys`).split(' + ').map((key) => <kbd key={key}>{key}</kbd>)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
