import { Mic, MicOff, PhoneOff, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '@/matrix/core/live';
import { useWorkspace } from '@/matrix/hooks';
import type { CallSession } from '@/matrix/calls/callSession';
import type { Conversation } from '@/matrix/conversations/types';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';
import styles from './CallButton.module.css';
import { useJoinCall } from './useJoinCall';

/** The header's main action: call, join what is on, or hang up. */
export function CallButton({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { calls } = useWorkspace();
  const session = useLive(calls.current);
  const join = useJoinCall();
  if (session?.room.roomId === conversation.id) {
    return <InCall session={session} />;
  }
  const word = t(conversation.call ? 'calls.join' : 'calls.call');
  return (
    <Button variant={conversation.call ? 'success' : 'primary'} className={styles.button ?? ''} onPress={() => void join(conversation.id)} aria-label={t(conversation.call ? 'calls.joinIn' : 'calls.callIn', { name: conversation.name })}>
      <Video size={17} aria-hidden /><span className={styles.word}>{word}</span>
    </Button>
  );
}

function InCall({ session }: { session: CallSession }) {
  const { t } = useTranslation();
  const { microphone, camera } = useLive(session.view);
  return (
    <>
      {microphone !== null && (
        <IconButton label={t(microphone ? 'calls.mute' : 'calls.unmute')} tone={microphone ? 'plain' : 'danger'} onPress={() => void session.toggle('microphone')}>
          {microphone ? <Mic size={19} /> : <MicOff size={19} />}
        </IconButton>
      )}
      {camera !== null && (
        <IconButton label={t(camera ? 'calls.stopCamera' : 'calls.startCamera')} tone={camera ? 'plain' : 'danger'} onPress={() => void session.toggle('camera')}>
          {camera ? <Video size={20} /> : <VideoOff size={20} />}
        </IconButton>
      )}
      <Button variant="danger" className={styles.button ?? ''} data-hang-up onPress={() => session.hangUp()} aria-label={t('calls.hangUp')}><PhoneOff size={17} aria-hidden /><span className={styles.word}>{t('calls.hangUp')}</span></Button>
    </>
  );
}
