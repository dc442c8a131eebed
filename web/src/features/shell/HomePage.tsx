import { MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NewConversationButton } from '@/features/create/NewConversationButton';
import { EmptyState } from '@/ui/EmptyState';

export function HomePage() {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState heading={1} icon={<MessagesSquare />} title={t('shell.homeTitle')} actions={<NewConversationButton labelled />}>
        {t('shell.home')}
      </EmptyState>
    </main>
  );
}
