import { useNavigate } from '@tanstack/react-router';
import { Maximize2, Minimize2, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState, type CSSProperties, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shownTheme } from '@/app/theme';
import { useLive } from '@/matrix/core/live';
import type { CallSession } from '@/matrix/calls/callSession';
import { IconButton } from '@/ui/IconButton';
import styles from './CallStage.module.css';
import { useStagePlace } from './stageStore';

/** The call: docked in its conversation, or a small window that floats above the others. The frame is never taken away. */
export default function CallStage({ session }: { session: CallSession }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { dock, large } = useStagePlace();
  const { stage } = useLive(session.view);
  const frame = useRef<HTMLIFrameElement>(null);
  const { offset, drag } = useDrag();

  useEffect(() => { if (frame.current) session.attach(frame.current); }, [session]);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => session.setTheme(shownTheme());
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [session]);

  const back = () => void navigate({ to: '/c/$conversationId', params: { conversationId: session.room.roomId }, search: {} });
  const place: CSSProperties = dock ? { ...dock } : { transform: `translate(${offset.x}px, ${offset.y}px)` };
  return (
    <section className={`${styles.stage} ${dock ? styles.docked : styles.floating}`} style={place} aria-label={t('calls.stage', { name: session.room.name })}>
      {!dock && <header className={styles.header} {...drag}><span className={styles.name}>{session.room.name}</span><IconButton size="small" label={t('calls.back')} onPress={back}><Undo2 size={16} /></IconButton></header>}
      <div className={styles.view}>
        <iframe ref={frame} className={styles.frame} src={session.address} title={t('calls.stage', { name: session.room.name })} allow="camera; microphone; display-capture; autoplay; fullscreen; clipboard-write" />
        {stage !== 'on' && <p className={styles.state} role="status">{t(stage === 'joining' ? 'calls.joining' : 'calls.leaving')}</p>}
        {dock && (
          <IconButton className={styles.size ?? ''} label={t(large ? 'calls.smaller' : 'calls.larger')} onPress={() => useStagePlace.setState({ large: !large })}>
            {large ? <Minimize2 size={17} /> : <Maximize2 size={17} />}
          </IconButton>
        )}
      </div>
    </section>
  );
}

function useDrag() {
  const [offset, setOffset] = useState({ x: 0, y: 0 });
  const from = useRef<{ x: number; y: number } | null>(null);
  const drag = {
    onPointerDown: (event: PointerEvent) => {
      if ((event.target as HTMLElement).closest('button')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX - offset.x, y: event.clientY - offset.y };
    },
    onPointerMove: (event: PointerEvent) => { if (from.current) setOffset({ x: Math.min(0, event.clientX - from.current.x), y: Math.min(0, event.clientY - from.current.y) }); },
    onPointerUp: () => { from.current = null; },
  };
  return { offset, drag };
}
