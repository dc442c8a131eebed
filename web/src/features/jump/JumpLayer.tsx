import { lazy, Suspense, useEffect } from 'react';
import { closeJump, useJump } from './jumpStore';

const JumpDialog = lazy(() => import('./JumpDialog'));
const NewConversationDialog = lazy(() => import('@/features/create/NewConversationDialog'));

/** Ctrl K, or ⌘ K, from anywhere. */
export function JumpLayer() {
  const open = useJump((state) => state.open);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!document.querySelector('[role=dialog]')) useJump.setState({ open: 'jump' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Suspense>
      {open === 'jump' && <JumpDialog />}
      {open === 'new' && <NewConversationDialog onClose={closeJump} />}
    </Suspense>
  );
}
