import { useWorkspace } from '@/matrix/hooks';
import { lastOwnMessage } from '@/matrix/timeline/lastOwn';
import { composeFor } from './composeStore';

/** Arrow up in an empty field edits what one said last. */
export function useEditLast(conversationId: string): () => boolean {
  const { account } = useWorkspace();
  return () => {
    const message = lastOwnMessage(account, conversationId);
    if (!message?.canEdit) return false;
    composeFor(conversationId).edit(message);
    return true;
  };
}
