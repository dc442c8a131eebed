import type { ReactNode } from 'react';
import styles from './ExamplesPage.module.css';

export function Example({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={styles.example} aria-label={name}>
      <h2>{name}</h2>
      <div className={styles.cases}>{children}</div>
    </section>
  );
}
