import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { shownTheme } from '@/app/theme';
import { CallRefusedError } from '@/matrix/calls/calls';
import { useWorkspace } from '@/matrix/hooks';
import { toast } from '@/ui/Toasts';

/** One tap: into the call of the conversation, whether it is on or not. */
export function useJoinCall(): (conversationId: string) => Promise<void> {
  const { t } = useTranslation();
  const { calls } = useWorkspace();
  return (conversationId) =>
    calls.join(conversationId, { language: currentLanguage(), theme: shownTheme() }).catch((error: unknown) => {
      toast(t(error instanceof CallRefusedError ? 'calls.notAllowed' : 'calls.failed'), 'danger');
    });
}
