import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceName } from '@/matrix/deviceName';
import { discover, type Service } from '@/matrix/discovery';
import { acceptsPasswords, LoginError, signIn } from '@/matrix/login';
import { passwordInHand } from '@/matrix/passwordInHand';
import { rememberSession } from '@/matrix/session';

/** The two steps of signing in: whose service, then the password. */
export function useSignIn() {
  const { t } = useTranslation();
  const [service, setService] = useState<Service | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  const words = (failure: unknown, server: string) => {
    if (!(failure instanceof LoginError)) return t('signIn.failed');
    return t(`signIn.${failure.reason}`, { server, seconds: failure.retryAfterSeconds });
  };

  const attempt = async (server: string, work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(words(failure, server));
    } finally {
      setBusy(false);
    }
  };

  const find = (identifier: string) =>
    attempt(window.location.hostname, async () => {
      void import('@/app/SignedIn');
      const found = await discover(identifier);
      if (!(await acceptsPasswords(found))) throw new LoginError('noPassword');
      setService(found);
    });

  const submit = (identifier: string, password: string) =>
    attempt(service?.serverName ?? '', async () => {
      if (!service) return;
      const session = await signIn(service, identifier, password, deviceName());
      passwordInHand.keep(password);
      rememberSession(session);
    });

  return { service, busy, error, setError, find, submit, restart: () => { setService(null); setError(undefined); } };
}
