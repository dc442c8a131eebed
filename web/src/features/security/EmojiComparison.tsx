import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '@/matrix/hooks';
import type { VerificationView } from '@/matrix/crypto/verification';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { emojiName } from './emojiNames';
import styles from './steps.module.css';

/** The comparison of seven symbols, from the request to the end. */
export function EmojiComparison({ view, onClose }: { view: VerificationView; onClose(): void }) {
  const { t, i18n } = useTranslation();
  const { verifications } = useWorkspace();
  const { step, own, emoji } = view;
  const waiting = step === 'waiting' || step === 'starting' || step === 'confirming';
  return (
    <>
      {step === 'asked' && <p className={styles.words}>{own ? t('security.askedOwn') : t('security.askedOther', { id: view.otherId })}</p>}
      {waiting && <p className={styles.waiting} role="status"><span className={styles.turn} aria-hidden />{t(step === 'waiting' ? (own ? 'security.waitingOwn' : 'security.waitingOther') : 'security.waitingStep')}</p>}
      {step === 'emoji' && (
        <>
          <p className={styles.words}>{t('security.compareWords')}</p>
          <ul className={styles.emoji}>
            {emoji.map(({ symbol, name }, index) => <li key={index}><span className={styles.symbol} aria-hidden>{symbol}</span>{emojiName(name, i18n.language)}</li>)}
          </ul>
        </>
      )}
      {step === 'done' && <p className={styles.done} role="status"><CircleCheck size={22} aria-hidden />{t(own ? 'security.deviceConfirmed' : 'security.personConfirmed')}</p>}
      {step === 'cancelled' && <Banner tone="warning" live>{t('security.compareCancelled')}</Banner>}
      <div className={styles.buttons}>
        {step === 'asked' && <><Button onPress={onClose}>{t('security.refuse')}</Button><Button variant="primary" onPress={verifications.accept}>{t('security.accept')}</Button></>}
        {step === 'emoji' && <><Button onPress={verifications.mismatch}>{t('security.different')}</Button><Button variant="primary" onPress={verifications.match}>{t('security.same')}</Button></>}
        {waiting && <Button onPress={onClose}>{t('common.cancel')}</Button>}
        {(step === 'done' || step === 'cancelled') && <Button variant="primary" onPress={onClose}>{t(step === 'done' ? 'common.done' : 'common.close')}</Button>}
      </div>
    </>
  );
}
