import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import styles from './Menu.module.css';

export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  /** A line above it. */
  apart?: boolean;
  act(): void;
}

interface MenuProps { label: string; trigger: ReactNode; actions: MenuAction[]; onOpenChange?(open: boolean): void }

export function Menu({ label, trigger, actions, onOpenChange }: MenuProps) {
  return (
    <MenuTrigger onOpenChange={(open) => onOpenChange?.(open)}>
      {trigger}
      <Popover className={styles.popover ?? ''} offset={4} placement="bottom end">
        <AriaMenu aria-label={label} className={styles.menu ?? ''} onAction={(key) => actions.find(({ id }) => id === key)?.act()}>
          {actions.map((action) => [
            action.apart && <Separator key={`${action.id}-line`} className={styles.line ?? ''} />,
            <MenuItem key={action.id} id={action.id} textValue={action.label} className={`${styles.item} ${action.danger ? styles.danger : ''}`}>
              {action.icon}{action.label}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
