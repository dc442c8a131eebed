import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AboutSettings } from './AboutSettings';
import { AppearanceSettings } from './AppearanceSettings';
import { DeviceSettings } from './DeviceSettings';
import { ProfileSettings } from './ProfileSettings';
import { SecuritySettings } from './SecuritySettings';
import styles from './SettingsPage.module.css';

const pages = { profile: ProfileSettings, appearance: AppearanceSettings, security: SecuritySettings, devices: DeviceSettings, about: AboutSettings };
type Page = keyof typeof pages;
const names = Object.keys(pages) as Page[];

export function SettingsPage() {
  const { t } = useTranslation();
  const { page } = useParams({ from: '/settings/$page' });
  const here: Page = names.includes(page as Page) ? (page as Page) : 'profile';
  const Content = pages[here];
  return (
    <div className={styles.settings}>
      <nav className={styles.menu} aria-label={t('settings.title')}>
        <Link to="/" className={styles.back} aria-label={t('conversation.backToList')}><ArrowLeft size={20} /></Link>
        <h2 className={styles.title}>{t('settings.title')}</h2>
        <ul className={styles.links}>{names.map((name) => <li key={name}><Link to="/settings/$page" params={{ page: name }} className={styles.link}>{t(`settings.${name}`)}</Link></li>)}</ul>
      </nav>
      <main className={styles.page}>
        <div className={styles.column}>
          <h1 className={styles.heading}>{t(`settings.${here}`)}</h1>
          <Content />
        </div>
      </main>
    </div>
  );
}
