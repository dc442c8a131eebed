import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './Segments.module.css';

interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  /** Where the container `segments` is narrow, an option with an icon shows that alone. */
  options: { id: T; label: string; icon?: ReactNode }[];
  onChange: (value: T) => void;
}

/** One choice of a few, all visible. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label} className={styles.group ?? ''} disallowEmptySelection selectedKeys={[value]}
      onSelectionChange={([key]) => key && onChange(key as T)}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={`${styles.segment} ${option.icon ? styles.withIcon : ''}`}>{option.icon && <span className={styles.icon} aria-hidden>{option.icon}</span>}<span className={styles.word}>{option.label}</span></ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
