import { Bell, BellOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import { attentions, setAttention, type Attention } from '@/matrix/notifications/attention';
import { toast } from '@/ui/Toasts';
import styles from './AttentionChoice.module.css';

/** What of this conversation one wants to be told of, on all one's devices. */
export function AttentionChoice({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  const { id, attention } = conversation;
  // What was chosen last stands until the service has told of it.
  const [chosen, setChosen] = useState<Attention | null>(null);
  const choose = async (wanted: Attention) => {
    setChosen(wanted);
    await setAttention(account, id, wanted).catch(() => {
      setChosen(null);
      toast(t('members.failed'), 'danger');
    });
  };
  const shown = chosen ?? attention;
  const Icon = shown === 'none' ? BellOff : Bell;
  return (
    <label className={styles.choice}>
      <Icon size={17} aria-hidden />
      <span>{t('members.attention')}</span>
      <select value={shown} onChange={(event) => void choose(event.target.value as Attention)}>
        {attentions.map((one) => <option key={one} value={one}>{t(`members.attentions.${one}`)}</option>)}
      </select>
    </label>
  );
}
