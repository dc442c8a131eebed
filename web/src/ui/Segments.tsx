import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './Segments.module.css';

interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  options: { id: T; label: string }[];
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
        <ToggleButton key={option.id} id={option.id} className={styles.segment ?? ''}>{option.label}</ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
