import { useNavigate } from '@tanstack/react-router';
import { Download, ExternalLink, MessageSquareText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime, moment, size } from '@/app/format';
import { useMediaUrl } from '@/matrix/hooks';
import type { FileMessageBody, RoomFile } from '@/matrix/media/roomFiles';
import { IconButton } from '@/ui/IconButton';
import { Progress } from '@/ui/Progress';
import { fileIcon } from './FileBody';
import styles from './FileRow.module.css';
import { useOpenPdf } from './useOpenPdf';
import { useSave } from './useSave';

const ImageViewer = lazy(() => import('./ImageViewer'));

/** One file: what it looks like, who sent it and when, and what can be done with it. */
export function FileRow({ file, conversationId }: { file: RoomFile; conversationId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { body, id, senderName, timestamp } = file;
  const name = body.name || t('files.unnamed');
  const { received, save } = useSave(body);
  const pdf = useOpenPdf(body);
  const [open, setOpen] = useState(false);
  const show = () => void navigate({ to: '/c/$conversationId', params: { conversationId }, search: { panel: 'files', at: id } });
  const look = body.kind === 'image' ? () => setOpen(true) : pdf ? () => void pdf.open() : null;
  return (
    <li className={styles.file}>
      <Picture body={body} />
      <span className={styles.words}>
        <span className={styles.name} title={name}>{name}</span>
        <span className={styles.about}>
          {received === null ? size(body.size) : t('files.progress', { done: size(received), total: size(body.size) })} · {senderName} · <time title={exactTime(timestamp)}>{moment(timestamp)}</time>
        </span>
      </span>
      <span className={styles.actions}>
        {look && <IconButton size="small" label={t(body.kind === 'image' ? 'files.openImage' : 'files.openPdf', { name })} onPress={look}><ExternalLink size={16} /></IconButton>}
        <IconButton size="small" label={t('files.show', { name })} onPress={show}><MessageSquareText size={16} /></IconButton>
        <IconButton size="small" label={t('files.download', { name })} onPress={() => void save()}><Download size={16} /></IconButton>
      </span>
      {received !== null && body.size > 0 && <Progress label={t('files.downloading', { name })} value={received} of={body.size} />}
      <Suspense>{open && body.kind === 'image' && <ImageViewer body={body} onClose={() => setOpen(false)} />}</Suspense>
    </li>
  );
}

const smallEnough = 300_000;

/** A small picture where one is at hand: its thumbnail, or itself when it is small. */
function Picture({ body }: { body: FileMessageBody }) {
  const url = useMediaUrl(body.thumbnail ?? (body.kind === 'image' && body.size < smallEnough ? body.source : null));
  const Icon = fileIcon(body.source?.mimeType ?? '', body.name);
  return <span className={styles.picture}>{url ? <img src={url} alt="" className={styles.image} /> : <Icon size={19} aria-hidden />}</span>;
}
