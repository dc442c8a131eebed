import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from './EmojiPicker.module.css';
import { emoji } from './emoji';

interface EmojiPickerProps { children: ReactNode; onPick(emoji: string): void; onOpenChange?(open: boolean): void; startOpen?: boolean }

export default function EmojiPicker({ children, onPick, onOpenChange, startOpen }: EmojiPickerProps) {
  const { t } = useTranslation();
  return (
    <DialogTrigger defaultOpen={startOpen ?? false} onOpenChange={(open) => onOpenChange?.(open)}>
      {children}
      <Popover className={styles.popover ?? ''} placement="top end">
        <Dialog aria-label={t('timeline.chooseEmoji')} className={styles.grid ?? ''}>
          {({ close }) => emoji.map((one) => (
            <button key={one} type="button" className={styles.emoji} onClick={() => { onPick(one); close(); }}>{one}</button>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
