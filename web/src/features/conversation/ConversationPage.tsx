import { useParams, useSearch } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { CallBar } from '@/features/calls/CallBar';
import { CallSlot } from '@/features/calls/CallSlot';
import { Composer } from '@/features/composer/Composer';
import { DropArea } from '@/features/composer/DropArea';
import { Timeline } from '@/features/timeline/Timeline';
import { useConversation } from '@/matrix/hooks';
import { EmptyState } from '@/ui/EmptyState';
import { BackToList } from './BackToList';
import { ConversationHeader } from './ConversationHeader';
import styles from './ConversationPage.module.css';
import { InvitedPage } from './InvitedPage';

const SidePanel = lazy(() => import('@/features/members/SidePanel'));

export function ConversationPage() {
  const { t } = useTranslation();
  const { conversationId } = useParams({ from: '/c/$conversationId' });
  const { panel, at } = useSearch({ from: '/c/$conversationId' });
  const conversation = useConversation(conversationId);
  if (!conversation) {
    return <main><EmptyState heading={1} icon={<SearchX />} title={t('conversation.missingTitle')} actions={<BackToList />}>{t('conversation.missing')}</EmptyState></main>;
  }
  if (conversation.membership === 'invited') return <InvitedPage conversation={conversation} />;
  return (
    <div className={styles.page} data-panel={panel ? 'open' : undefined}>
      <main className={styles.main} aria-label={conversation.name}>
        <ConversationHeader conversation={conversation} panel={panel} />
        <CallBar conversation={conversation} />
        <CallSlot conversationId={conversationId} />
        <DropArea conversationId={conversationId}>
          <Timeline key={conversationId} conversation={conversation} at={at} />
          <Composer key={`composer-${conversationId}`} conversation={conversation} />
        </DropArea>
      </main>
      <Suspense>{panel && <SidePanel conversation={conversation} panel={panel} />}</Suspense>
    </div>
  );
}
