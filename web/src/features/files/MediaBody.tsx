import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaUrl } from '@/matrix/hooks';
import type { MessageBody } from '@/matrix/timeline/types';
import { Button } from '@/ui/Button';
import { FileBody } from './FileBody';
import styles from './MediaBody.module.css';

type Media = Extract<MessageBody, { kind: 'video' | 'audio' | 'file' }>;

/** Video and sound are fetched when they are wanted. */
export function MediaBody({ body, kind }: { body: Media; kind: 'video' | 'audio' }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const url = useMediaUrl(wanted ? body.source : null);
  return (
    <div className={styles.media}>
      <FileBody body={body} />
      {!wanted && body.source && <Button size="small" onPress={() => setWanted(true)}><Play size={15} aria-hidden />{t('files.play')}</Button>}
      {wanted && url === null && <p role="status" className={styles.state}>{t('common.loading')}</p>}
      {wanted && url === undefined && <p role="alert" className={styles.state}>{t('files.downloadFailed')}</p>}
      {wanted && url && (kind === 'video'
        ? <video className={styles.video} src={url} controls autoPlay aria-label={body.name} />
        : <audio className={styles.audio} src={url} controls autoPlay aria-label={body.name} />)}
    </div>
  );
}
