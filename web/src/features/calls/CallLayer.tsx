import { lazy, Suspense } from 'react';
import { useLive } from '@/matrix/core/live';
import { useWorkspace } from '@/matrix/hooks';

const CallStage = lazy(() => import('./CallStage'));
const IncomingCall = lazy(() => import('./IncomingCall'));

/** The call above everything: it lives on whatever one looks at. */
export function CallLayer() {
  const { calls } = useWorkspace();
  const session = useLive(calls.current);
  const ringing = useLive(calls.ringing);
  return (
    <Suspense>
      {session && <CallStage key={session.since} session={session} />}
      {ringing && <IncomingCall call={ringing} />}
    </Suspense>
  );
}
