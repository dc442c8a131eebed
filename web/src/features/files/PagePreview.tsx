import { lazy, Suspense } from 'react';
import { useMediaUrl } from '@/matrix/hooks';
import type { MediaSource } from '@/matrix/timeline/types';
import styles from './PagePreview.module.css';

const Blur = lazy(() => import('@/ui/Blur'));

/** The head of a document's first page, drawn by whoever sent it. A tap opens the document, as the named button below does. */
export function PagePreview({ thumbnail, blurhash, onOpen }: { thumbnail: MediaSource; blurhash: string; onOpen: (() => void) | null }) {
  const url = useMediaUrl(thumbnail);
  const page = (
    <>
      {blurhash && !url && <Suspense><Blur hash={blurhash} /></Suspense>}
      {url && <img src={url} alt="" className={styles.page} draggable={false} />}
    </>
  );
  return onOpen
    ? <button type="button" className={styles.preview} tabIndex={-1} aria-hidden onClick={onOpen}>{page}</button>
    : <span className={styles.preview}>{page}</span>;
}
