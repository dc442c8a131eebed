import { useEffect, useRef } from 'react';
import { useMessageActions } from '@/matrix/hooks';

const again = 12_000;

/** Tells the others that one writes, at most every few seconds, and that one has stopped. */
export function useTypingNotice(conversationId: string): (typing: boolean) => void {
  const actions = useMessageActions(conversationId);
  const told = useRef(0);
  const notice = (typing: boolean) => {
    if (!actions) return;
    const now = Date.now();
    if (typing && now - told.current > again) {
      told.current = now;
      actions.typing(true);
    } else if (!typing && told.current) {
      told.current = 0;
      actions.typing(false);
    }
  };
  useEffect(() => () => { if (told.current) actions?.typing(false); }, [actions]);
  return notice;
}
