import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';

type Tone = 'info' | 'danger' | 'warning' | 'success';
const icons = { info: Info, danger: CircleAlert, warning: TriangleAlert, success: CircleCheck };

interface BannerProps { tone?: Tone; children: ReactNode; action?: ReactNode; live?: boolean }

/** A sentence about what happened; `live` reads it out when it appears. */
export function Banner({ tone = 'info', children, action, live }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}>
      <Icon size={18} aria-hidden />
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  );
}
