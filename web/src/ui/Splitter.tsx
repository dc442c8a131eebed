import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './Splitter.module.css';

interface SplitterProps { label: string; value: number; min: number; max: number; onChange(value: number): void; reverse?: boolean }

/** A line between two panes that can be moved, by pointer or with the arrow keys. */
export function Splitter({ label, value, min, max, onChange, reverse }: SplitterProps) {
  const start = useRef<{ x: number; value: number } | null>(null);
  const sign = reverse ? -1 : 1;
  const set = (wanted: number) => onChange(Math.round(Math.min(max, Math.max(min, wanted))));
  const grab = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, value };
  };
  const move = (event: PointerEvent) => start.current && set(start.current.value + sign * (event.clientX - start.current.x));
  const key = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (!step) return;
    event.preventDefault();
    set(value + sign * step);
  };
  return (
    <div
      className={styles.splitter} role="separator" aria-orientation="vertical" aria-label={label} tabIndex={0}
      aria-valuenow={value} aria-valuemin={min} aria-valuemax={max}
      onPointerDown={grab} onPointerMove={move} onPointerUp={() => { start.current = null; }} onKeyDown={key}
    />
  );
}
