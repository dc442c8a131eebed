import { Upload } from 'lucide-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { composeFor } from './composeStore';
import styles from './DropArea.module.css';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Files dropped anywhere on the conversation land in the tray. */
export function DropArea({ conversationId, children }: { conversationId: string; children: ReactNode }) {
  const { t } = useTranslation();
  const [depth, setDepth] = useState(0);
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setDepth(0);
    composeFor(conversationId).attach([...event.dataTransfer.files]);
  };
  return (
    <div
      className={styles.area}
      onDragEnter={(event) => carriesFiles(event) && setDepth((now) => now + 1)}
      onDragLeave={(event) => carriesFiles(event) && setDepth((now) => Math.max(0, now - 1))}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {depth > 0 && <div className={styles.veil}><Upload size={28} aria-hidden /><p>{t('composer.dropHere')}</p></div>}
    </div>
  );
}
