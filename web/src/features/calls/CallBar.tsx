import { Video } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { list } from '@/app/format';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import { useLive } from '@/matrix/core/live';
import { useMembers, useWorkspace } from '@/matrix/hooks';
import type { CallSummary, Conversation } from '@/matrix/conversations/types';
import { Button } from '@/ui/Button';
import styles from './CallBar.module.css';
import { useJoinCall } from './useJoinCall';

/** Says that a call is on, who is in it and since when; one tap joins. */
export function CallBar({ conversation }: { conversation: Conversation }) {
  const { calls } = useWorkspace();
  const here = useLive(calls.current)?.room.roomId === conversation.id;
  return conversation.call && !here ? <Bar conversation={conversation} call={conversation.call} /> : null;
}

function Bar({ conversation, call }: { conversation: Conversation; call: CallSummary }) {
  const { t } = useTranslation();
  const join = useJoinCall();
  const { members } = useMembers(conversation.id);
  const people = call.participants.map((id) => members.find((one) => one.id === id) ?? { id, name: id, avatar: null });
  const minutes = useMinutes(call.since);
  return (
    <section className={styles.bar} aria-label={t('calls.bar')}>
      <Video size={18} aria-hidden className={styles.icon} />
      <p className={styles.words} role="status">
        <strong>{t('conversations.callOn')}</strong>
        <span className={styles.who}>{t('calls.who', { names: list(people.slice(0, 3).map(({ name }) => name)), more: Math.max(0, people.length - 3) })}</span>
      </p>
      <span className={styles.people} aria-hidden>{people.slice(0, 4).map((person) => <span key={person.id} className={styles.person}><PersonAvatar person={person} size={26} /></span>)}</span>
      <span className={styles.since}>{t('calls.since', { minutes })}</span>
      <Button variant="success" size="small" onPress={() => void join(conversation.id)}>{t('calls.join')}</Button>
    </section>
  );
}

function useMinutes(since: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - since) / 60_000));
}
