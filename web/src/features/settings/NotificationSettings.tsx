import { useTranslation } from 'react-i18next';
import { setPreference, usePreferences } from '@/app/preferences';
import { askNotificationPermission, useNotificationPermission } from '@/features/notifications/permission';
import { Banner } from '@/ui/Banner';
import { Segments } from '@/ui/Segments';
import styles from './settings.module.css';

type OnOff = 'on' | 'off';

export function NotificationSettings() {
  const { t } = useTranslation();
  const { notifications, notificationContent } = usePreferences();
  const permission = useNotificationPermission((state) => state.state);
  const on = notifications && permission === 'granted';
  const change = async (wanted: OnOff) => {
    if (wanted === 'off') return setPreference({ notifications: false });
    setPreference({ notifications: (await askNotificationPermission()) === 'granted' });
  };
  return (
    <>
      <section className={styles.setting}>
        <h2>{t('notifications.desktop')}</h2>
        <Segments<OnOff>
          label={t('notifications.desktop')} value={on ? 'on' : 'off'} onChange={(wanted) => void change(wanted)}
          options={[{ id: 'on', label: t('notifications.on') }, { id: 'off', label: t('notifications.off') }]}
        />
        <p className={styles.hint}>{t('notifications.desktopHint')}</p>
        {permission === 'denied' && <Banner tone="warning">{t('notifications.refused')}</Banner>}
        {permission === 'unsupported' && <Banner>{t('notifications.unsupported')}</Banner>}
      </section>
      <section className={styles.setting}>
        <h2>{t('notifications.content')}</h2>
        <Segments<OnOff>
          label={t('notifications.content')} value={notificationContent ? 'on' : 'off'} onChange={(wanted) => setPreference({ notificationContent: wanted === 'on' })}
          options={[{ id: 'on', label: t('notifications.contentShown') }, { id: 'off', label: t('notifications.contentHidden') }]}
        />
        <p className={styles.hint}>{t('notifications.contentHint')}</p>
      </section>
    </>
  );
}
