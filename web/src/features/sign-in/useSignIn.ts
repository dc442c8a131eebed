import { useState } from 'react';
import { deviceName } from '@/matrix/deviceName';
import { discover, type Service } from '@/matrix/discovery';
import { acceptsPasswords, LoginError, signIn, type LoginFailure } from '@/matrix/login';
import { passwordInHand } from '@/matrix/passwordInHand';
import { rememberSession } from '@/matrix/session';

/** What went wrong, as a key of the words for it: they follow when the language is changed. */
export interface SignInError { reason: LoginFailure | 'identifierMissing' | 'passwordMissing'; server?: string; seconds?: number }

const errorOf = (failure: unknown, server: string): SignInError =>
  failure instanceof LoginError ? { reason: failure.reason, server, seconds: failure.retryAfterSeconds } : { reason: 'failed' };

/** The two steps of signing in: whose service, then the password. */
export function useSignIn() {
  const [service, setService] = useState<Service | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<SignInError>();

  const attempt = async (server: string, work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(errorOf(failure, server));
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
