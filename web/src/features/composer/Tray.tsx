import { RotateCw, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { size } from '@/app/format';
import { fileIcon } from '@/features/files/FileBody';
import { IconButton } from '@/ui/IconButton';
import { Progress } from '@/ui/Progress';
import { composeStore, type Attachment } from './composeStore';
import styles from './Tray.module.css';
import { useSend } from './useSend';

/** The files that wait to be sent, or are on their way. */
export default function Tray({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const attachments = composeStore(conversationId)((state) => state.attachments);
  if (attachments.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t('composer.attachments')}>
      {attachments.map((one) => <TrayItem key={one.id} attachment={one} conversationId={conversationId} />)}
    </ul>
  );
}

function TrayItem({ attachment, conversationId }: { attachment: Attachment; conversationId: string }) {
  const { t } = useTranslation();
  const { drop, change } = composeStore(conversationId)();
  const send = useSend(conversationId);
  const { id, file, sent, state } = attachment;
  const preview = usePreview(file);
  const Icon = fileIcon(file.type, file.name);
  const retry = () => {
    change(id, { state: 'waiting', abort: new AbortController() });
    void send();
  };
  return (
    <li className={styles.item}>
      {preview ? <img src={preview} alt="" className={styles.preview} /> : <span className={styles.icon}><Icon size={20} aria-hidden /></span>}
      <span className={styles.words}>
        <span className={styles.name} title={file.name}>{file.name}</span>
        <span className={state === 'failed' ? styles.failed : styles.size}>
          {state === 'failed' ? t('composer.notSent') : state === 'sending' ? t('files.progress', { done: size(Math.min(sent, file.size)), total: size(file.size) }) : size(file.size)}
        </span>
      </span>
      {state === 'failed' && <IconButton size="small" label={t('composer.retryFile', { name: file.name })} onPress={retry}><RotateCw size={15} /></IconButton>}
      <IconButton size="small" label={t('composer.removeFile', { name: file.name })} onPress={() => drop(id)}><X size={16} /></IconButton>
      {state === 'sending' && <Progress label={t('composer.uploading', { name: file.name })} value={sent} of={file.size} />}
    </li>
  );
}

function usePreview(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(png|jpe?g|gif|webp|avif)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
