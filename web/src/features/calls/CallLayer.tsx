import { useLive } from '@/matrix/core/live';
import { useWorkspace } from '@/matrix/hooks';
import { CallStage } from './CallStage';
import { IncomingCall } from './IncomingCall';

/** The call above everything: it lives on whatever one looks at. */
export function CallLayer() {
  const { calls } = useWorkspace();
  const session = useLive(calls.current);
  const ringing = useLive(calls.ringing);
  return (
    <>
      {session && <CallStage key={session.since} session={session} />}
      {ringing && <IncomingCall call={ringing} />}
    </>
  );
}
