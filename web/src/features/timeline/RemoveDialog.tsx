import { useTranslation } from 'react-i18next';
import type { MessageItem } from '@/matrix/timeline/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/Toasts';
import { useTimelineTools } from './timelineContext';

/** Removing says that it is for everybody and for good. */
export default function RemoveDialog({ message, onClose }: { message: MessageItem; onClose(): void }) {
  const { t } = useTranslation();
  const { actions } = useTimelineTools();
  const remove = () => {
    onClose();
    void actions.remove(message.id).catch(() => toast(t('timeline.removeFailed'), 'danger'));
  };
  return (
    <Dialog
      size="small" title={t('timeline.removeTitle')} isOpen onClose={onClose}
      actions={<><Button onPress={onClose}>{t('common.cancel')}</Button><Button variant="danger" onPress={remove}>{t('timeline.remove')}</Button></>}
    >
      <p>{t('timeline.removeWarning')}</p>
    </Dialog>
  );
}
