import { Pencil, Reply, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/ui/IconButton';
import styles from './ComposerContextBar.module.css';
import { composeStore } from './composeStore';

/** What is being answered or edited; Escape leaves it. */
export function ComposerContextBar({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const { replyTo, editing, leave } = composeStore(conversationId)();
  const message = editing ?? replyTo;
  if (!message) return null;
  const text = message.body.kind === 'text' ? message.body.text : t(`timeline.kind.${message.body.kind}`);
  return (
    <div className={styles.bar}>
      {editing ? <Pencil size={15} aria-hidden /> : <Reply size={16} aria-hidden />}
      <p className={styles.words}>
        <strong>{editing ? t('composer.editing') : t('composer.replyingTo', { name: message.sender.name })}</strong>
        {!editing && <span className={styles.text}>{text}</span>}
      </p>
      <IconButton size="small" label={t('common.cancel')} onPress={leave}><X size={16} /></IconButton>
    </div>
  );
}
