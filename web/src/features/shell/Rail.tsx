import { Link, useLocation } from '@tanstack/react-router';
import { MessagesSquare, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import { useConversations, useOwnProfile } from '@/matrix/hooks';
import styles from './Rail.module.css';
import { useNarrow } from './useNarrow';

export function Rail() {
  const { t } = useTranslation();
  const me = useOwnProfile();
  const narrow = useNarrow();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const inSettings = path.startsWith('/settings');
  const waiting = useConversations().filter((one) => one.unread > 0 || one.membership === 'invited').length;
  return (
    <nav className={styles.rail} aria-label={t('shell.mainNavigation')}>
      <img src="/colloque.svg" alt="" width={32} height={32} className={styles.mark} />
      <Link to="/" className={`${styles.link} ${inSettings ? '' : styles.here}`} title={t('shell.conversations')}>
        <MessagesSquare size={21} aria-hidden />
        <span className={styles.name}>{t('shell.conversations')}</span>
        {waiting > 0 && <span className={styles.count}><span aria-hidden>{waiting > 99 ? '99+' : waiting}</span><span className="visually-hidden">{t('shell.waiting', { count: waiting })}</span></span>}
      </Link>
      <span className={styles.space} />
      <Link to="/settings/$page" params={{ page: 'appearance' }} className={`${styles.link} ${inSettings && path !== '/settings/profile' ? styles.here : ''}`} title={t('shell.settings')}>
        <Settings size={21} aria-hidden />
        <span className={styles.name}>{t('shell.settings')}</span>
      </Link>
      <Link to="/settings/$page" params={{ page: 'profile' }} className={styles.link} title={me.name}>
        <PersonAvatar person={me} size={narrow ? 24 : 30} />
        <span className={styles.name}>{t('shell.profile')}</span>
      </Link>
    </nav>
  );
}
