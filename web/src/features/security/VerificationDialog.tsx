import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useVerification, useWorkspace } from '@/matrix/hooks';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/Toasts';
import { EmojiComparison } from './EmojiComparison';

/** A comparison that was asked for, wherever one is. */
export default function VerificationDialog() {
  const { t } = useTranslation();
  const { verifications } = useWorkspace();
  const view = useVerification();
  const settled = view?.own && view.initiated && view.step === 'done';
  useEffect(() => {
    if (!settled) return;
    toast(t('security.deviceConfirmed'), 'success');
    verifications.end();
  }, [settled, t, verifications]);
  if (!view || settled) return null;
  return (
    <Dialog size="small" title={t(view.own ? 'security.compareTitle' : 'security.verifyPerson')} isOpen onClose={verifications.end}>
      <EmojiComparison view={view} onClose={verifications.end} />
    </Dialog>
  );
}
