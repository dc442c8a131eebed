import { useEffect } from 'react';
import type { MessageActions } from '@/matrix/timeline/actions';

/** What is at the newest, in a window that is looked at, counts as read. */
export function useReadMarker(actions: MessageActions | null, atEnd: boolean, newest: string | undefined): void {
  useEffect(() => {
    if (!actions || !atEnd || !newest) return;
    const mark = () => { if (!document.hidden && document.hasFocus()) void actions.markRead(); };
    const timer = setTimeout(mark, 400);
    window.addEventListener('focus', mark);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', mark);
    };
  }, [actions, atEnd, newest]);
}
