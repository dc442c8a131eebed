import { ImageOff } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaUrl } from '@/matrix/hooks';
import type { MessageBody } from '@/matrix/timeline/types';
import { FileBody } from './FileBody';
import styles from './ImageBody.module.css';

type Image = Extract<MessageBody, { kind: 'image' }>;

const Blur = lazy(() => import('@/ui/Blur'));
const ImageViewer = lazy(() => import('./ImageViewer'));

/** A picture at its true ratio; the place is kept before it is there, so that nothing moves. */
export function ImageBody({ body }: { body: Image }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const url = useMediaUrl(body.thumbnail ?? body.source);
  const width = body.width || 320;
  const height = body.height || 240;
  const scale = Math.min(1, 420 / width, 320 / height);
  if (!body.source) return <FileBody body={{ ...body, kind: 'file' }} />;
  return (
    <figure className={styles.figure}>
      <button
        type="button" className={styles.frame} aria-label={t('files.openImage', { name: body.name })} onClick={() => setOpen(true)}
        style={{ width: Math.max(64, Math.round(width * scale)), aspectRatio: `${width} / ${height}` }}
      >
        {body.blurhash && !url && <Suspense><Blur hash={body.blurhash} /></Suspense>}
        {url && <img src={url} alt={body.name} className={styles.image} draggable={false} />}
        {url === undefined && <span className={styles.broken}><ImageOff size={20} aria-hidden />{t('files.imageMissing')}</span>}
      </button>
      {body.caption && <figcaption>{body.caption}</figcaption>}
      <Suspense>{open && <ImageViewer body={body} onClose={() => setOpen(false)} />}</Suspense>
    </figure>
  );
}
