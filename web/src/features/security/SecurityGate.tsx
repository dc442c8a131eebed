import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Starting } from '@/app/Starting';
import { useSecurityState } from '@/matrix/hooks';
import { useSessionStore } from '@/matrix/session';

const FirstRun = lazy(() => import('./FirstRun'));
const ConfirmDevice = lazy(() => import('./ConfirmDevice'));

/** A new account makes its recovery key, a new device is confirmed, before the conversations are shown. */
export function SecurityGate({ children }: { children: ReactNode }) {
  const state = useSecurityState();
  const fresh = useSessionStore((store) => store.fresh);
  const [later, setLater] = useState(!fresh);
  const [running, setRunning] = useState(false);
  if (fresh && state === 'unknown') return <Starting />;
  if (state === 'new' || running) return <Suspense fallback={<Starting />}><FirstRun onStart={() => setRunning(true)} onDone={() => setRunning(false)} /></Suspense>;
  if (state === 'unconfirmed' && !later) return <Suspense fallback={<Starting />}><ConfirmDevice onLater={() => setLater(true)} /></Suspense>;
  return children;
}
