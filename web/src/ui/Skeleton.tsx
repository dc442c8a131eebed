import styles from './Skeleton.module.css';

/** The shape of what is coming, seen only when it takes longer than 300 ms. */
export function Skeleton({ rows }: { rows: number }) {
  return (
    <div className={styles.skeleton} aria-hidden>
      {Array.from({ length: rows }, (_, row) => <div key={row} className={styles.row} style={{ width: `${40 + ((row * 37) % 45)}%` }}><i /><b /></div>)}
    </div>
  );
}
