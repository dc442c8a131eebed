import type { ReactNode } from 'react';
import { Button, composeRenderProps, type ButtonProps } from 'react-aria-components';
import styles from './IconButton.module.css';

interface IconButtonProps extends ButtonProps {
  /** The name that is read out, and shown on hover. */
  label: string;
  children: ReactNode;
  pressed?: boolean;
  tone?: 'plain' | 'accent' | 'danger';
  size?: 'regular' | 'small' | 'large';
}

export function IconButton({ label, pressed, tone = 'plain', size = 'regular', ...props }: IconButtonProps) {
  return (
    <span title={label} className={styles.holder}>
      <Button
        {...props}
        aria-label={label}
        aria-pressed={pressed}
        className={composeRenderProps(props.className, (own) =>
          [styles.button, styles[tone], styles[size], pressed && styles.pressed, own].filter(Boolean).join(' '),
        )}
      />
    </span>
  );
}
