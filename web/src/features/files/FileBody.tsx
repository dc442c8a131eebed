import { Download, ExternalLink, File, FileSpreadsheet, FileText, FileArchive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { size } from '@/app/format';
import type { MessageBody } from '@/matrix/timeline/types';
import { IconButton } from '@/ui/IconButton';
import { Progress } from '@/ui/Progress';
import styles from './FileBody.module.css';
import { PagePreview } from './PagePreview';
import { useOpenPdf } from './useOpenPdf';
import { useSave } from './useSave';

type FileLike = Omit<Extract<MessageBody, { kind: 'file' | 'video' | 'audio' }>, 'kind'> & { kind: 'file' | 'video' | 'audio' };

export function fileIcon(mime: string, name: string) {
  if (/pdf|word|document|text\//.test(mime) || /\.(docx?|odt|pdf|txt|md)$/i.test(name)) return FileText;
  if (/sheet|csv|excel/.test(mime) || /\.(xlsx?|ods|csv)$/i.test(name)) return FileSpreadsheet;
  return /zip|tar|compress/.test(mime) ? FileArchive : File;
}

/** Any file: its name and size, and the one action that makes sense. */
export function FileBody({ body }: { body: FileLike }) {
  const { t } = useTranslation();
  const { received, save } = useSave(body);
  const pdf = useOpenPdf(body);
  const mime = body.source?.mimeType ?? '';
  const Icon = fileIcon(mime, body.name);
  return (
    <div className={styles.outer}>
      <div className={styles.card}>
        {body.thumbnail && <PagePreview thumbnail={body.thumbnail} blurhash={body.blurhash} onOpen={pdf && (() => void pdf.open())} />}
        <div className={styles.line}>
          <span className={styles.icon}><Icon size={22} aria-hidden /></span>
          <span className={styles.words}>
            <span className={styles.name} title={body.name}>{body.name || t('files.unnamed')}</span>
            <span className={styles.size}>{received === null ? (body.size ? size(body.size) : '') : t('files.progress', { done: size(received), total: size(body.size) })}</span>
          </span>
          {pdf && <IconButton label={t('files.openPdf', { name: body.name })} onPress={() => void pdf.open()}><ExternalLink size={18} /></IconButton>}
          {body.source && <IconButton label={t('files.download', { name: body.name })} onPress={() => void save()}><Download size={18} /></IconButton>}
        </div>
        {received !== null && body.size > 0 && <Progress label={t('files.downloading', { name: body.name })} value={received} of={body.size} />}
      </div>
      {body.caption && <p>{body.caption}</p>}
    </div>
  );
}
