import { useTranslation } from 'react-i18next';
import { useMessageActions, useWorkspace } from '@/matrix/hooks';
import { sendFile } from '@/matrix/media/send';
import { toast } from '@/ui/Toasts';
import { composeFor, type Attachment } from './composeStore';

/** Sends what is written and attached: the files in their order, then the text. */
export function useSend(conversationId: string) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const actions = useMessageActions(conversationId);

  const sendAttachment = async (attachment: Attachment, replyTo: string | null) => {
    const compose = composeFor(conversationId);
    const room = account.client.getRoom(conversationId);
    if (!room) return;
    compose.change(attachment.id, { state: 'sending', sent: 0 });
    try {
      await sendFile(account, room, attachment.file, {
        onProgress: (sent) => composeFor(conversationId).change(attachment.id, { sent }),
        abort: attachment.abort,
        replyTo,
      });
      compose.drop(attachment.id);
    } catch (error) {
      if (attachment.abort.signal.aborted) return;
      compose.change(attachment.id, { state: 'failed' });
      const tooLarge = (error as { errcode?: string }).errcode === 'M_TOO_LARGE';
      toast(t(tooLarge ? 'composer.tooLarge' : 'composer.uploadFailed', { name: attachment.file.name }), 'danger');
    }
  };

  return async () => {
    if (!actions) return;
    const { text, mentions, replyTo, editing, attachments, clear } = composeFor(conversationId);
    const written = text.trim();
    const waiting = attachments.filter((one) => one.state !== 'sending');
    if (!written && waiting.length === 0) return;
    clear();
    actions.typing(false);
    const reply = replyTo?.id ?? null;
    if (editing) return void actions.edit(editing.id, { text: written, mentions }).catch(() => toast(t('composer.editFailed'), 'danger'));
    if (written) void actions.send({ text: written, mentions, replyTo: reply }).catch(() => undefined);
    for (const attachment of waiting) await sendAttachment(attachment, written ? null : reply);
  };
}
