import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, FolderOpen, Star, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Panel } from '@/app/routes';
import { CallButton } from '@/features/calls/CallButton';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import { administrationOf } from '@/matrix/ids';
import { useWorkspace } from '@/matrix/hooks';
import { setFavourite } from '@/matrix/rooms/tags';
import type { Conversation } from '@/matrix/conversations/types';
import { IconButton } from '@/ui/IconButton';
import { TrustMark } from '@/ui/TrustMark';
import styles from './ConversationHeader.module.css';

export function ConversationHeader({ conversation, panel }: { conversation: Conversation; panel: Panel | undefined }) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const navigate = useNavigate();
  const { id, name, avatar, kind, peerId, topic, encrypted, open, memberCount, favourite } = conversation;
  const toggle = (wanted: Panel) =>
    void navigate({ to: '/c/$conversationId', params: { conversationId: id }, search: panel === wanted ? {} : { panel: wanted } });
  const about = kind === 'direct' && peerId ? administrationOf(peerId) : topic || t('conversation.memberCount', { count: memberCount });
  return (
    <header className={styles.header}>
      <Link to="/" className={styles.back} aria-label={t('conversation.backToList')}><ArrowLeft size={20} /></Link>
      <PersonAvatar person={{ id: peerId ?? id, name, avatar }} square={kind === 'salon'} size={34} />
      <div className={styles.words}>
        <div className={styles.top}>
          <h1 className={styles.name}>{name}</h1>
          <TrustMark kind={encrypted ? 'encrypted' : open ? 'open' : 'unencrypted'} />
        </div>
        <p className={styles.about} title={about}>{about}</p>
      </div>
      <div className={styles.actions}>
        <IconButton
          className={styles.star ?? ''} label={t(favourite ? 'conversation.unfavourite' : 'conversation.favourite')} pressed={favourite}
          onPress={() => void setFavourite(account, id, !favourite)}
        >
          <Star size={19} fill={favourite ? 'currentColor' : 'none'} />
        </IconButton>
        <IconButton className={styles.beside ?? ''} label={t('conversation.members')} pressed={panel === 'members'} onPress={() => toggle('members')}><Users size={19} /></IconButton>
        <IconButton className={styles.beside ?? ''} label={t('conversation.files')} pressed={panel === 'files'} onPress={() => toggle('files')}><FolderOpen size={19} /></IconButton>
        <CallButton conversation={conversation} />
      </div>
    </header>
  );
}
