import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { WrongRecoveryKeyError } from '@/matrix/crypto/security';
import { useWorkspace } from '@/matrix/hooks';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/TextField';
import { FullPage } from './FullPage';
import styles from './steps.module.css';

/** Opens the account's keys on this device with the recovery key. */
export function RecoveryEntry({ onBack, onLost }: { onBack(): void; onLost(): void }) {
  const { t } = useTranslation();
  const { security } = useWorkspace();
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<'keyWrong' | 'recoverFailed' | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await security.recover(key);
    } catch (failure) {
      setError(failure instanceof WrongRecoveryKeyError ? 'keyWrong' : 'recoverFailed');
      setBusy(false);
    }
  };
  return (
    <FullPage icon={<KeyRound />} title={t('security.enterKeyTitle')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('security.key')} hint={t('security.enterKeyHint')} value={key} onChange={(value) => { setKey(value); setError(null); }} autoFocus
          autoComplete="off" autoCapitalize="none" spellCheck="false" error={error ? t(`security.${error}`) : undefined}
        />
        <button type="button" className={styles.plain} onClick={onLost}>{t('security.keyLost')}</button>
        <div className={styles.buttons}>
          <Button variant="quiet" onPress={onBack} isDisabled={busy}>{t('common.back')}</Button>
          <Button type="submit" variant="primary" isPending={busy} isDisabled={!key.trim()}>{t(busy ? 'security.opening' : 'security.confirmDevice')}</Button>
        </div>
      </form>
    </FullPage>
  );
}
