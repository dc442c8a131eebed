import { Button as AriaButton, composeRenderProps, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

export interface ButtonProps extends AriaButtonProps {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'success';
  size?: 'regular' | 'small';
  wide?: boolean;
}

export function Button({ variant = 'secondary', size = 'regular', wide, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className={composeRenderProps(props.className, (own) =>
        [styles.button, styles[variant], styles[size], wide && styles.wide, own].filter(Boolean).join(' '),
      )}
    />
  );
}
