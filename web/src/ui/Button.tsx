import { Button as AriaButton, composeRenderProps, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

export interface ButtonProps extends AriaButtonProps {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'success';
  size?: 'regular' | 'small';
  wide?: boolean;
}

/** While it is pending a button keeps the focus, and does nothing more. */
export function Button({ variant = 'secondary', size = 'regular', wide, isPending = false, onPress, type, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      type={isPending ? 'button' : (type ?? 'button')}
      {...(isPending || !onPress ? {} : { onPress })}
      data-pending={isPending || undefined}
      className={composeRenderProps(props.className, (own) =>
        [styles.button, styles[variant], styles[size], wide && styles.wide, own].filter(Boolean).join(' '),
      )}
    />
  );
}
