import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreferences } from '@/app/preferences';
import { CallLayer } from '@/features/calls/CallLayer';
import { ConversationPane } from '@/features/conversations/ConversationPane';
import { JumpLayer } from '@/features/jump/JumpLayer';
import { useVerification } from '@/matrix/hooks';
import { Splitter } from '@/ui/Splitter';
import { OfflineBar } from './OfflineBar';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { useNarrow } from './useNarrow';
import { useTabTitle } from './useTabTitle';

const NotificationLayer = lazy(() => import('@/features/notifications/NotificationLayer'));
const VerificationDialog = lazy(() => import('@/features/security/VerificationDialog'));

/** The frame: rail, conversations, and the place one is in. Below 800 px one of the last two is seen. */
export function Shell() {
  const { t } = useTranslation();
  const listWidth = usePreferences((state) => state.listWidth);
  const atHome = useLocation({ select: ({ pathname }) => pathname === '/' });
  const alone = useNarrow() && atHome;
  const verifying = useVerification() !== null;
  useTabTitle();
  return (
    <div className={styles.shell} data-place={atHome ? 'list' : 'place'} style={{ '--list-width': `${listWidth}px` } as never}>
      {!alone && <a href="#place" className="skip-link">{t('common.skipToContent')}</a>}
      <OfflineBar />
      <Rail />
      <ConversationPane alone={alone}>
        <Splitter label={t('shell.resizeList')} value={listWidth} min={260} max={480} onChange={(value) => setPreference({ listWidth: value })} />
      </ConversationPane>
      {!alone && <div className={styles.place} id="place" tabIndex={-1}><Outlet /></div>}
      <CallLayer />
      <JumpLayer />
      <Suspense><NotificationLayer /></Suspense>
      {verifying && <Suspense><VerificationDialog /></Suspense>}
    </div>
  );
}
