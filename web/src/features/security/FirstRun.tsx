import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notificationPermission } from '@/features/notifications/permission';
import { NameStep } from './NameStep';
import { NotificationsStep } from './NotificationsStep';
import { RecoveryStep } from './RecoveryStep';

/** A new account: who one is, the recovery key, then notifications where the browser can still be asked. */
export default function FirstRun({ onStart, onDone }: { onStart(): void; onDone(): void }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState(1);
  const [of] = useState(() => (notificationPermission() === 'default' ? 3 : 2));
  useEffect(onStart, []);
  const step = t('security.step', { number, of });
  const next = () => (number < of ? setNumber(number + 1) : onDone());
  if (number === 1) return <NameStep step={step} onDone={next} />;
  if (number === 2) return <RecoveryStep step={step} onDone={next} />;
  return <NotificationsStep step={step} onDone={next} />;
}
