import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordNeededError } from '@/matrix/crypto/interactive';
import { lastGroupOf, type RecoveryKey } from '@/matrix/crypto/security';
import { useWorkspace } from '@/matrix/hooks';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { FullPage } from './FullPage';
import styles from './steps.module.css';

interface KeyCheckProps { recoveryKey: RecoveryKey; reset: boolean; step: string | undefined; onBack(): void; onDone(): void }

/** The last group of the key, typed once, shows that it was kept. */
export function KeyCheck({ recoveryKey, reset, step, onBack, onDone }: KeyCheckProps) {
  const { t } = useTranslation();
  const { security } = useWorkspace();
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [askPassword, setAskPassword] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<'keyMismatch' | 'setUpFailed' | 'passwordWrong' | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== lastGroupOf(recoveryKey.encodedPrivateKey ?? '')) return setError('keyMismatch');
    setBusy(true);
    setError(null);
    try {
      await (reset ? security.reset(recoveryKey, password || undefined) : security.adopt(recoveryKey, password || undefined));
      onDone();
    } catch (failure) {
      if (failure instanceof PasswordNeededError) setAskPassword(true);
      else setError(askPassword ? 'passwordWrong' : 'setUpFailed');
      setBusy(false);
    }
  };

  return (
    <FullPage step={step} icon={<KeyRound />} title={t('security.checkTitle')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {error && error !== 'keyMismatch' && <Banner tone="danger" live>{t(`security.${error}`)}</Banner>}
        <p className={styles.words}>{t('security.checkWords')}</p>
        <TextField
          label={t('security.lastGroup')} value={typed} onChange={(value) => { setTyped(value); setError(null); }} autoFocus autoComplete="off" autoCapitalize="none" spellCheck="false"
          error={error === 'keyMismatch' ? t('security.keyMismatch') : undefined}
        />
        {askPassword && <PasswordField label={t('signIn.password')} hint={t('security.passwordWhy')} value={password} onChange={setPassword} autoComplete="current-password" autoFocus />}
        <div className={styles.buttons}>
          <Button variant="quiet" onPress={onBack} isDisabled={busy}>{t('security.seeKeyAgain')}</Button>
          <Button type="submit" variant="primary" isPending={busy}>{t(busy ? 'security.settingUp' : 'security.finish')}</Button>
        </div>
      </form>
    </FullPage>
  );
}
