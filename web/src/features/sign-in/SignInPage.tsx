import { Lock } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '@/matrix/session';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { LanguageChoice } from '@/ui/LanguageChoice';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import styles from './SignInPage.module.css';
import { useSignIn } from './useSignIn';

export function SignInPage() {
  const { t } = useTranslation();
  const { service, busy, error, setError, find, submit, restart } = useSignIn();
  const [identifier, setIdentifier] = useState('');
  const [password, setPassword] = useState('');
  const signedOut = useSessionStore((state) => state.signedOut);

  // What failed is put right in the field that is still open.
  const open = useRef<HTMLInputElement>(null);
  useEffect(() => { if (error) open.current?.focus(); }, [error]);

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!identifier.trim()) return setError({ reason: 'identifierMissing' });
    if (!service) return void find(identifier);
    if (!password) return setError({ reason: 'passwordMissing' });
    void submit(identifier, password);
  };

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/colloque.svg" alt="" width={44} height={44} />
        <div>
          <h1 className={styles.title}>{t('signIn.title')}</h1>
          <p className={styles.intro}>{t('signIn.intro')}</p>
        </div>
        {signedOut && !error && <Banner live>{t(signedOut === 'expired' ? 'signIn.expired' : 'signIn.signedOut')}</Banner>}
        <form className={styles.form} onSubmit={send} noValidate>
          {error && <Banner tone="danger" live>{t(`signIn.${error.reason}`, { server: error.server ?? '', seconds: error.seconds ?? 0 })}</Banner>}
          <TextField
            label={t('signIn.identifier')} hint={service ? undefined : t('signIn.identifierHint')} name="username" autoComplete="username"
            autoCapitalize="none" spellCheck="false" value={identifier} isReadOnly={Boolean(service)} autoFocus inputRef={service ? undefined : open}
            onChange={(value) => { setIdentifier(value); setError(undefined); }}
            end={service && <Button variant="quiet" size="small" aria-label={t('signIn.changeIdentifier')} onPress={restart}>{t('common.edit')}</Button>}
          />
          {service && (
            <PasswordField
              label={t('signIn.password')} hint={t('signIn.ministry', { server: service.serverName })} name="password"
              autoComplete="current-password" autoFocus inputRef={open} value={password} onChange={setPassword}
            />
          )}
          <Button type="submit" variant="primary" wide isPending={busy}>
            {busy && service ? t('signIn.submitting') : t(service ? 'signIn.submit' : 'common.continue')}
          </Button>
        </form>
        <p className={styles.trust}><Lock size={16} aria-hidden /> {t('signIn.encrypted')}</p>
      </div>
      <LanguageChoice />
    </main>
  );
}
