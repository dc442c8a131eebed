import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useConversations } from '@/matrix/hooks';

/** The title of the tab tells where one is, how much is unread, and that a call is on. */
export function useTabTitle(): void {
  const { t } = useTranslation();
  const { conversationId } = useParams({ strict: false });
  const conversations = useConversations();
  const unread = conversations.filter((one) => one.unread > 0).length;
  const here = conversations.find((one) => one.id === conversationId);
  const calling = here?.call ? `${t('shell.callOn')} · ` : '';
  const title = `${unread ? `(${unread}) ` : ''}${calling}${here ? `${here.name} · ` : ''}${t('common.appName')}`;
  useEffect(() => { document.title = title; }, [title]);
}
