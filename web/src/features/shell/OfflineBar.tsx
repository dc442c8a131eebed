import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/matrix/hooks';
import styles from './OfflineBar.module.css';

/** Says after three seconds that the network is away, and what that means. */
export function OfflineBar() {
  const { t } = useTranslation();
  const offline = useConnection() === 'offline';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(offline), offline ? 3000 : 0);
    return () => clearTimeout(timer);
  }, [offline]);
  return <div className={shown ? styles.bar : 'visually-hidden'} role="status">{shown && <><CloudOff size={15} aria-hidden /> {t('common.offline')}</>}</div>;
}
