import styles from './Progress.module.css';

/** How much of something has gone or come. */
export function Progress({ label, value, of }: { label: string; value: number; of: number }) {
  const part = of > 0 ? Math.min(1, value / of) : 0;
  return (
    <span className={styles.track} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(part * 100)}>
      <span className={styles.bar} style={{ transform: `scaleX(${part})` }} />
    </span>
  );
}
