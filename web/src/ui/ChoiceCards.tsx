import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './ChoiceCards.module.css';

interface ChoiceCardsProps<T extends string> {
  label: string;
  value: T;
  onChange(value: T): void;
  choices: { id: T; icon: ReactNode; title: string; words: string }[];
}

/** A choice whose consequences are worth a sentence each. */
export function ChoiceCards<T extends string>({ label, value, onChange, choices }: ChoiceCardsProps<T>) {
  return (
    <RadioGroup value={value} onChange={(chosen) => onChange(chosen as T)} className={styles.group ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <div className={styles.cards}>
        {choices.map(({ id, icon, title, words }) => (
          <Radio key={id} value={id} className={styles.card ?? ''}>
            <span className={styles.icon} aria-hidden>{icon}</span>
            <span><span className={styles.title}>{title}</span><span className={styles.words}>{words}</span></span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
