import type { ReactNode } from 'react';
import styles from './FullPage.module.css';

interface FullPageProps { step?: string | undefined; icon: ReactNode; title: string; children: ReactNode }

/** One thing at a time, alone on the screen. */
export function FullPage({ step, icon, title, children }: FullPageProps) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        {step && <p className={styles.step}>{step}</p>}
        <span className={styles.icon} aria-hidden>{icon}</span>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
