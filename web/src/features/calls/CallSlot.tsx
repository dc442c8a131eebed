import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '@/matrix/core/live';
import { useWorkspace } from '@/matrix/hooks';
import styles from './CallSlot.module.css';
import { setDock, useStagePlace } from './stageStore';

const smallest = 180;

/** The room that a conversation leaves for its call. The stage itself lies over it, so that it lives on when one goes elsewhere. */
export function CallSlot({ conversationId }: { conversationId: string }) {
  const { calls } = useWorkspace();
  const here = useLive(calls.current)?.room.roomId === conversationId;
  return here ? <Slot /> : null;
}

function Slot() {
  const { t } = useTranslation();
  const slot = useRef<HTMLDivElement>(null);
  const grabbed = useRef<{ y: number; height: number } | null>(null);
  const { height, large } = useStagePlace();

  useEffect(() => {
    let frame = 0;
    const follow = () => {
      const box = slot.current?.getBoundingClientRect();
      if (box) setDock({ left: box.left, top: box.top, width: box.width, height: box.height });
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => {
      cancelAnimationFrame(frame);
      setDock(null);
    };
  }, []);

  const resize = (wanted: number) => useStagePlace.setState({ height: Math.max(smallest, Math.min(window.innerHeight - 260, wanted)) });
  const now = () => slot.current?.offsetHeight ?? 0;
  const grab = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grabbed.current = { y: event.clientY, height: now() };
  };
  const move = (event: PointerEvent) => grabbed.current && resize(grabbed.current.height + event.clientY - grabbed.current.y);
  const key = (event: KeyboardEvent) => {
    const step = { ArrowUp: -24, ArrowDown: 24 }[event.key];
    if (step) resize(now() + step);
  };
  return (
    <div className={large ? styles.large : styles.outer}>
      <div ref={slot} className={styles.slot} style={height && !large ? { height } : undefined} />
      {!large && (
        <div
          className={styles.handle} role="separator" aria-orientation="horizontal" aria-label={t('calls.resizeStage')} tabIndex={0}
          aria-valuenow={Math.round(height || 360)} aria-valuemin={smallest} aria-valuemax={window.innerHeight - 260}
          onPointerDown={grab} onPointerMove={move} onPointerUp={() => { grabbed.current = null; }} onKeyDown={key}
        />
      )}
    </div>
  );
}
