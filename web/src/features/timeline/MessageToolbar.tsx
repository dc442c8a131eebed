import { Copy, Ellipsis, Link2, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { composeFor } from '@/features/composer/composeStore';
import type { MessageItem } from '@/matrix/timeline/types';
import { IconButton } from '@/ui/IconButton';
import { Menu, type MenuAction } from '@/ui/Menu';
import { toast } from '@/ui/Toasts';
import EmojiPicker from './EmojiPicker';
import styles from './MessageToolbar.module.css';
import { useTimelineTools } from './timelineContext';

/** What one can do with a message; it is there while the message is pointed at or has the focus. */
export default function MessageToolbar({ message, onBusy, onRemove }: { message: MessageItem; onBusy(busy: boolean): void; onRemove(): void }) {
  const { t } = useTranslation();
  const { conversation, actions } = useTimelineTools();
  const compose = composeFor(conversation.id);
  const { body } = message;

  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => toast(t('common.copied'), 'success'));
  const link = () => copy(`${window.location.origin}/c/${encodeURIComponent(conversation.id)}?at=${encodeURIComponent(message.id)}`);
  const more: MenuAction[] = [
    ...(body.kind === 'text' ? [{ id: 'copy', label: t('timeline.copyText'), icon: <Copy size={16} />, act: () => copy(body.text) }] : []),
    { id: 'link', label: t('timeline.copyLink'), icon: <Link2 size={16} />, act: link },
    ...(message.canRemove ? [{ id: 'remove', label: t('timeline.remove'), icon: <Trash2 size={16} />, danger: true, apart: true, act: onRemove }] : []),
  ];

  return (
    <div className={styles.toolbar} role="group" aria-label={t('timeline.actions')}>
      <EmojiPicker onOpenChange={onBusy} onPick={(key) => void actions.react(message.id, key, message.reactions.find((one) => one.key === key)?.own ?? null)}>
        <IconButton size="small" label={t('timeline.react')}><SmilePlus size={17} /></IconButton>
      </EmojiPicker>
      <IconButton size="small" label={t('timeline.reply')} onPress={() => compose.reply(message)}><Reply size={17} /></IconButton>
      {message.canEdit && <IconButton size="small" label={t('timeline.edit')} onPress={() => compose.edit(message)}><Pencil size={16} /></IconButton>}
      <Menu label={t('common.more')} actions={more} onOpenChange={onBusy} trigger={<IconButton size="small" label={t('common.more')}><Ellipsis size={17} /></IconButton>} />
    </div>
  );
}
