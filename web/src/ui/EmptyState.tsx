import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode; heading?: 1 | 2 | 3 }

/** What a place is for, and the first thing to do there. */
export function EmptyState({ icon, title, children, actions, heading = 2 }: EmptyStateProps) {
  const Title = `h${heading}` as const;
  return (
    <div className={styles.empty}>
      {icon && <span className={styles.icon} aria-hidden>{icon}</span>}
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
