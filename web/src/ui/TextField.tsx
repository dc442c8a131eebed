import type { ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField, type TextFieldProps as AriaProps } from 'react-aria-components';
import styles from './TextField.module.css';

export interface TextFieldProps extends AriaProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  multiline?: boolean;
  hideLabel?: boolean;
  icon?: ReactNode;
  /** Shown inside the field, at its end. */
  end?: ReactNode;
  inputRef?: Ref<HTMLInputElement> | undefined;
  autoCapitalize?: 'none' | 'sentences';
}

export function TextField({ label, hint, error, placeholder, multiline, hideLabel, icon, end, inputRef, autoCapitalize = 'sentences', ...props }: TextFieldProps) {
  const field = styles.input ?? '';
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} validationBehavior="aria" className={styles.field ?? ''}>
      <Label className={hideLabel ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      <div className={styles.box}>
        {icon && <span className={styles.icon} aria-hidden>{icon}</span>}
        {multiline
          ? <TextArea className={field} rows={3} placeholder={placeholder ?? ''} />
          : <Input ref={inputRef ?? null} className={field} autoCapitalize={autoCapitalize} placeholder={placeholder ?? ''} />}
        {end}
      </div>
      {hint && <Text slot="description" className={styles.hint ?? ''}>{hint}</Text>}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
