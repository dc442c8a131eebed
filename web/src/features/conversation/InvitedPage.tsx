import { useTranslation } from 'react-i18next';
import { InviteRow } from '@/features/conversations/InviteRow';
import type { Conversation } from '@/matrix/conversations/types';
import { BackToList } from './BackToList';
import styles from './InvitedPage.module.css';

export function InvitedPage({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{t('conversation.invitedTitle')}</h1>
      <ul className={styles.card}><InviteRow conversation={conversation} /></ul>
      <p className={styles.words}>{t('conversation.invited')}</p>
      <BackToList />
    </main>
  );
}
