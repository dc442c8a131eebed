import { Copy, Download, KeyRound, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '@/matrix/hooks';
import type { RecoveryKey } from '@/matrix/crypto/security';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/Toasts';
import { FullPage } from './FullPage';
import { KeyCheck } from './KeyCheck';
import { downloadKey, printKey } from './keepKey';
import styles from './steps.module.css';

interface RecoveryStepProps {
  onDone(): void;
  /** Which step of the first run it is. */
  step?: string;
  /** Starts a new identity instead of completing the one there is. */
  reset?: boolean;
}

/** Makes the recovery key, has it kept, and checks that it was. Only then does the account rely on it. */
export function RecoveryStep({ onDone, step, reset }: RecoveryStepProps) {
  const { t } = useTranslation();
  const { security, account } = useWorkspace();
  const [key, setKey] = useState<RecoveryKey | null>(null);
  const [checking, setChecking] = useState(false);
  useEffect(() => { void security.makeKey().then(setKey); }, [security]);
  const words = key?.encodedPrivateKey ?? '';
  const title = t('security.keyTitle');

  if (checking && key) return <KeyCheck recoveryKey={key} reset={reset ?? false} step={step} onBack={() => setChecking(false)} onDone={onDone} />;
  const copy = () => void navigator.clipboard.writeText(words).then(() => toast(t('common.copied'), 'success'));
  return (
    <FullPage step={step} icon={<KeyRound />} title={title}>
      <p className={styles.words}>{t('security.keyWords')}</p>
      <p className={styles.key} aria-label={t('security.key')} data-testid="recovery-key">
        {words.split(/\s+/).map((group, index) => <span key={index}>{group} </span>)}
      </p>
      <div className={styles.keep}>
        <Button onPress={copy}><Copy size={16} aria-hidden />{t('common.copy')}</Button>
        <Button onPress={() => downloadKey(account.userId, words, t('security.keyFile'))}><Download size={16} aria-hidden />{t('common.download')}</Button>
        <Button onPress={() => printKey()}><Printer size={16} aria-hidden />{t('common.print')}</Button>
      </div>
      <div className={styles.buttons}>
        <Button variant="primary" isDisabled={!key} onPress={() => setChecking(true)}>{t('security.keyKept')}</Button>
      </div>
    </FullPage>
  );
}
