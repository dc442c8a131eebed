import type { ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from './Whole.module.css';

/** Takes the whole window for something that wants all attention. */
export function Whole({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className={styles.overlay ?? ''}>
      <Modal className={styles.modal ?? ''}><Dialog aria-label={t('settings.security')} className={styles.modal ?? ''}>{children}</Dialog></Modal>
    </ModalOverlay>
  );
}
