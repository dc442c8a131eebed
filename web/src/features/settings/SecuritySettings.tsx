import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSecurityState } from '@/matrix/hooks';
import { Button } from '@/ui/Button';
import styles from './settings.module.css';
import { Whole } from './Whole';

const ConfirmDevice = lazy(() => import('@/features/security/ConfirmDevice'));
const RecoveryStep = lazy(() => import('@/features/security/RecoveryStep').then((module) => ({ default: module.RecoveryStep })));

export function SecuritySettings() {
  const { t } = useTranslation();
  const state = useSecurityState();
  const [way, setWay] = useState<'confirm' | 'key' | null>(null);
  const good = state === 'confirmed';
  const close = () => setWay(null);
  return (
    <>
      <div className={styles.list}>
        <div className={styles.item}>
          {state === 'unconfirmed' ? <ShieldAlert className={styles.bad} aria-hidden /> : <ShieldCheck className={styles.good} aria-hidden />}
          <p className={styles.words}><strong>{t('settings.thisDevice')}</strong>{t(state === 'unconfirmed' ? 'settings.deviceUnconfirmed' : 'settings.deviceConfirmed')}</p>
          {state === 'unconfirmed' && <Button variant="primary" onPress={() => setWay('confirm')}>{t('security.confirmDevice')}</Button>}
        </div>
        {state !== 'unconfirmed' && (
          <div className={styles.item}>
            {good ? <ShieldCheck className={styles.good} aria-hidden /> : <ShieldAlert className={styles.bad} aria-hidden />}
            <p className={styles.words}><strong>{t('security.key')}</strong>{t(good ? 'settings.keyReady' : 'settings.keyMissing')}</p>
            <Button variant={good ? 'secondary' : 'primary'} onPress={() => setWay('key')}>{t(good ? 'settings.changeKey' : 'settings.makeKey')}</Button>
          </div>
        )}
      </div>
      <Suspense>
        {way === 'confirm' && state === 'unconfirmed' && <Whole><ConfirmDevice onLater={close} /></Whole>}
        {way === 'key' && <Whole><RecoveryStep onDone={close} /></Whole>}
      </Suspense>
    </>
  );
}
