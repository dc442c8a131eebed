import { lazy, Suspense } from 'react';
import { SignInPage } from '@/features/sign-in/SignInPage';
import { useSessionStore } from '@/matrix/session';
import { Starting } from './Starting';

const SignedIn = lazy(() => import('./SignedIn'));
const ExamplesPage = lazy(() => import('@/features/examples/ExamplesPage'));

export function App() {
  const session = useSessionStore((state) => state.session);
  if (window.location.pathname === '/examples') return <Suspense fallback={<Starting />}><ExamplesPage /></Suspense>;
  if (!session) return <SignInPage />;
  return (
    <Suspense fallback={<Starting />}>
      <SignedIn key={session.userId + session.deviceId} session={session} />
    </Suspense>
  );
}
