import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AboutSettings } from './AboutSettings';
import { AppearanceSettings } from './AppearanceSettings';
import { DeviceSettings } from './DeviceSettings';
import { NotificationSettings } from './NotificationSettings';
import { settingsPages, type SettingsPageName } from './pages';
import { ProfileSettings } from './ProfileSettings';
import { SecuritySettings } from './SecuritySettings';
import styles from './SettingsPage.module.css';
import { ShortcutSettings } from './ShortcutSettings';

const pages: Record<SettingsPageName, () => ReactNode> = {
  profile: ProfileSettings, appearance: AppearanceSettings, notifications: NotificationSettings, security: SecuritySettings,
  devices: DeviceSettings, shortcuts: ShortcutSettings, about: AboutSettings,
};

export function SettingsPage() {
  const { t } = useTranslation();
  const { page } = useParams({ from: '/settings/$page' });
  const here = settingsPages.find((name) => name === page) ?? 'profile';
  const Content = pages[here];
  return (
    <div className={styles.settings}>
      <nav className={styles.menu} aria-label={t('settings.title')}>
        <Link to="/" className={styles.back} aria-label={t('conversation.backToList')}><ArrowLeft size={20} /></Link>
        <h2 className={styles.title}>{t('settings.title')}</h2>
        <ul className={styles.links}>{settingsPages.map((name) => <li key={name}><Link to="/settings/$page" params={{ page: name }} className={styles.link}>{t(`settings.${name}`)}</Link></li>)}</ul>
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
