import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreference } from '@/app/preferences';
import { askNotificationPermission } from '@/features/notifications/permission';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { FullPage } from './FullPage';
import styles from './steps.module.css';

/** Says what the browser is about to ask, then lets it ask. */
export function NotificationsStep({ step, onDone }: { step: string; onDone(): void }) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    const granted = (await askNotificationPermission()) === 'granted';
    setPreference({ notifications: granted });
    if (granted) onDone();
    else setRefused(true);
  };
  return (
    <FullPage step={step} icon={<Bell />} title={t('notifications.stepTitle')}>
      <p className={styles.words}>{t('notifications.stepWords')}</p>
      {refused && <Banner tone="warning" live>{t('notifications.refused')}</Banner>}
      <div className={styles.buttons}>
        {!refused && <Button variant="quiet" onPress={onDone}>{t('common.later')}</Button>}
        {refused
          ? <Button variant="primary" onPress={onDone}>{t('common.continue')}</Button>
          : <Button variant="primary" autoFocus onPress={() => void allow()}>{t('notifications.allow')}</Button>}
      </div>
    </FullPage>
  );
}
