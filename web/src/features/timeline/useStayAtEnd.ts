import { useEffect, useRef, useState, type RefObject } from 'react';

const near = 80;
const handOnIt = 600;

/**
 * Whether the newest is in sight, and keeping it there. It is left only when somebody scrolls away: rows that find their height,
 * a composer that grows or a window that shrinks leave nobody behind.
 */
export function useStayAtEnd(scroller: RefObject<HTMLElement | null>, rows: RefObject<HTMLElement | null>, toEnd: () => void) {
  const [atEnd, setAtEnd] = useState(true);
  const staying = useRef(true);
  const last = useRef({ top: 0, height: 0, touched: 0 });
  staying.current = atEnd;

  useEffect(() => {
    const observer = new ResizeObserver(() => { if (staying.current) toEnd(); });
    for (const watched of [scroller.current, rows.current]) if (watched) observer.observe(watched);
    return () => observer.disconnect();
  }, [scroller, rows, toEnd]);

  const touched = () => { last.current.touched = performance.now(); };
  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop: top, scrollHeight: height, clientHeight } = element;
    const before = last.current;
    const deliberate = height === before.height || performance.now() - before.touched < handOnIt;
    last.current = { ...before, top, height };
    if (height - top - clientHeight < near) setAtEnd(true);
    else if (top < before.top && deliberate) setAtEnd(false);
  };
  return { atEnd, leave: () => setAtEnd(false), onScroll, hands: { onWheel: touched, onTouchMove: touched, onKeyDownCapture: touched } };
}
