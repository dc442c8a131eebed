import { useNavigate } from '@tanstack/react-router';
import { Phone, PhoneOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/features/people/PersonAvatar';
import { administrationOf } from '@/matrix/ids';
import type { RingingCall } from '@/matrix/calls/calls';
import { useWorkspace } from '@/matrix/hooks';
import { Button } from '@/ui/Button';
import styles from './IncomingCall.module.css';
import { ringTone } from './ringTone';
import { useJoinCall } from './useJoinCall';

/** Somebody calls: answer or decline. */
export default function IncomingCall({ call }: { call: RingingCall }) {
  const { t } = useTranslation();
  const { calls } = useWorkspace();
  const navigate = useNavigate();
  const join = useJoinCall();
  useEffect(ringTone, [call.eventId]);
  const answer = async () => {
    await navigate({ to: '/c/$conversationId', params: { conversationId: call.roomId }, search: {} });
    await join(call.roomId);
  };
  return (
    <section className={styles.call} role="alertdialog" aria-label={t('calls.incoming', { name: call.caller.name })}>
      <PersonAvatar person={call.caller} size={48} />
      <p className={styles.words}><strong>{t('calls.incoming', { name: call.caller.name })}</strong><span className={styles.from}>{administrationOf(call.caller.id)}</span></p>
      <div className={styles.buttons}>
        <Button variant="danger" onPress={() => calls.decline()}><PhoneOff size={17} aria-hidden />{t('calls.decline')}</Button>
        <Button variant="success" autoFocus onPress={() => void answer()}><Phone size={17} aria-hidden />{t('calls.answer')}</Button>
      </div>
    </section>
  );
}
