import { Ban, Phone, Video } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FileBody } from '@/features/files/FileBody';
import { ImageBody } from '@/features/files/ImageBody';
import { MediaBody } from '@/features/files/MediaBody';
import type { MessageItem } from '@/matrix/timeline/types';
import styles from './MessageBody.module.css';
import { RichText } from './RichText';
import { Undecryptable } from './Undecryptable';

export function MessageBody({ message }: { message: MessageItem }) {
  const { t } = useTranslation();
  const { body, sender } = message;
  switch (body.kind) {
    case 'text':
      return (
        <div className={`${styles.text} ${body.notice ? styles.notice : ''} ${onlyEmoji(body.text) ? styles.emoji : ''}`}>
          {body.emote && <em>{sender.name} </em>}
          <RichText text={body.text} html={body.html} />
        </div>
      );
    case 'image': return <ImageBody body={body} />;
    case 'video': case 'audio': return <MediaBody body={body} kind={body.kind} />;
    case 'file': return <FileBody body={body} />;
    case 'undecryptable': return <Undecryptable cause={body.cause} sender={sender.name} />;
    case 'removed': return <p className={styles.quiet}><Ban size={14} aria-hidden />{body.by ? t('timeline.removedBy', { name: body.by }) : t('timeline.removed')}</p>;
    case 'call': return <p className={styles.call}>{body.intent === 'audio' ? <Phone size={15} aria-hidden /> : <Video size={15} aria-hidden />}{t('timeline.callStarted')}</p>;
    case 'unsupported': return <p className={styles.quiet}>{t('timeline.unsupported')}</p>;
  }
}

const onlyEmoji = (text: string): boolean => text.length < 24 && /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(text) && /\p{Extended_Pictographic}/u.test(text);
