import { Download, X } from 'lucide-react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useMediaUrl } from '@/matrix/hooks';
import type { MessageBody } from '@/matrix/timeline/types';
import { IconButton } from '@/ui/IconButton';
import styles from './ImageViewer.module.css';
import { useSave } from './useSave';

type Image = Extract<MessageBody, { kind: 'image' }>;

/** The picture alone, as large as the window lets it be. */
export default function ImageViewer({ body, onClose }: { body: Image; onClose(): void }) {
  const { t } = useTranslation();
  const url = useMediaUrl(body.source);
  const { save } = useSave(body);
  return (
    <ModalOverlay isOpen isDismissable className={styles.overlay ?? ''} onOpenChange={(open) => !open && onClose()}>
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label={body.name} className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <span className={styles.name}>{body.name}</span>
            <IconButton label={t('common.download')} onPress={() => void save()}><Download size={19} /></IconButton>
            <IconButton label={t('common.close')} onPress={onClose}><X size={20} /></IconButton>
          </header>
          <div className={styles.stage}>{url && <img src={url} alt={body.name} className={styles.image} />}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
