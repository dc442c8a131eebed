import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreferences } from '@/app/preferences';
import type { Panel } from '@/app/routes';
import { FilesPanel } from '@/features/files/FilesPanel';
import type { Conversation } from '@/matrix/conversations/types';
import { IconButton } from '@/ui/IconButton';
import { Splitter } from '@/ui/Splitter';
import { MembersPanel } from './MembersPanel';
import styles from './SidePanel.module.css';

/** What is open beside the conversation; on narrow windows it lies over it. */
export default function SidePanel({ conversation, panel }: { conversation: Conversation; panel: Panel }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const width = usePreferences((state) => state.panelWidth);
  const close = () => void navigate({ to: '/c/$conversationId', params: { conversationId: conversation.id }, search: {} });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => { if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role=dialog]')) close(); };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return (
    <div className={styles.outer} style={{ '--panel-width': `${width}px` } as never}>
      <aside className={styles.panel} aria-label={t(`members.${panel}`)}>
        <div className={styles.edge}><Splitter reverse label={t('shell.resizePanel')} value={width} min={260} max={480} onChange={(value) => setPreference({ panelWidth: value })} /></div>
        <header className={styles.header}>
          <h2 className={styles.title}>{t(`members.${panel}`)}</h2>
          <IconButton label={t('common.close')} onPress={close}><X size={18} /></IconButton>
        </header>
        {panel === 'files' ? <FilesPanel conversation={conversation} /> : <MembersPanel conversation={conversation} />}
      </aside>
    </div>
  );
}
