import { create } from 'zustand';
import { Banner } from './Banner';
import styles from './Toasts.module.css';

interface Toast { id: number; text: string; tone: 'info' | 'danger' | 'success' }

const useToastStore = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));
let next = 1;

/** Says something in passing; it is read out and goes by itself. */
export function toast(text: string, tone: Toast['tone'] = 'info'): void {
  const id = next++;
  useToastStore.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text, tone }] }));
  setTimeout(() => useToastStore.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) })), 6000);
}

export function Toasts() {
  const toasts = useToastStore((state) => state.toasts);
  return (
    <div className={styles.toasts} role="status">
      {toasts.map(({ id, text, tone }) => <div key={id} className={styles.toast}><Banner tone={tone}>{text}</Banner></div>)}
    </div>
  );
}
