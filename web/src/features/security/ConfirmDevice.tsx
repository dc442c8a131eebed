import { KeyRound, MonitorSmartphone, ShieldQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVerification, useWorkspace } from '@/matrix/hooks';
import { Button } from '@/ui/Button';
import { EmojiComparison } from './EmojiComparison';
import { FullPage } from './FullPage';
import { RecoveryEntry } from './RecoveryEntry';
import { RecoveryStep } from './RecoveryStep';
import styles from './steps.module.css';

type Way = 'choose' | 'key' | 'device' | 'lost' | 'reset';

/** A new device of an account that has keys: another device, or the recovery key, or a new beginning. Never a dead end. */
export default function ConfirmDevice({ onLater }: { onLater(): void }) {
  const { t } = useTranslation();
  const { verifications } = useWorkspace();
  const verification = useVerification();
  const [way, setWay] = useState<Way>('choose');
  const choose = () => { verifications.end(); setWay('choose'); };

  if (way === 'reset') return <RecoveryStep reset onDone={onLater} />;
  if (way === 'key') return <RecoveryEntry onBack={choose} onLost={() => setWay('lost')} />;
  if (verification?.own) {
    return (
      <FullPage icon={<MonitorSmartphone />} title={t('security.compareTitle')}>
        <EmojiComparison view={verification} onClose={choose} />
      </FullPage>
    );
  }
  if (way === 'lost') {
    return (
      <FullPage icon={<ShieldQuestion />} title={t('security.lostTitle')}>
        <p className={styles.words}>{t('security.lostWords')}</p>
        <Button variant="primary" wide onPress={onLater}>{t('security.readOn')}</Button>
        <div className={styles.apart}>
          <Button variant="quiet" onPress={choose}>{t('common.back')}</Button>
          <Button onPress={() => setWay('reset')}>{t('security.startAnew')}</Button>
        </div>
      </FullPage>
    );
  }
  return (
    <FullPage icon={<MonitorSmartphone />} title={t('security.confirmTitle')}>
      <p className={styles.words}>{t('security.confirmWords')}</p>
      <div className={styles.choices}>
        <button type="button" className={styles.choice} onClick={() => void verifications.withOwnDevice()}>
          <MonitorSmartphone size={22} aria-hidden />
          <span><strong>{t('security.fromDevice')}</strong><span className={styles.hint}>{t('security.fromDeviceHint')}</span></span>
        </button>
        <button type="button" className={styles.choice} onClick={() => setWay('key')}>
          <KeyRound size={22} aria-hidden />
          <span><strong>{t('security.withKey')}</strong><span className={styles.hint}>{t('security.withKeyHint')}</span></span>
        </button>
      </div>
      <button type="button" className={styles.plain} onClick={() => setWay('lost')}>{t('security.neither')}</button>
      <div className={styles.buttons}><Button variant="quiet" onPress={onLater}>{t('common.later')}</Button></div>
    </FullPage>
  );
}
