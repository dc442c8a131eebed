import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Live, useLive } from '@/matrix/core/live';
import { useMessageActions, useRoomTimeline } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import type { TimelineView } from '@/matrix/timeline/roomTimeline';
import { Skeleton } from '@/ui/Skeleton';
import styles from './Timeline.module.css';
import { TimelineContext } from './timelineContext';
import { TimelineRow } from './TimelineRow';
import { TypingLine } from './TypingLine';
import { useAnnouncements } from './useAnnouncements';
import { useReadMarker } from './useReadMarker';
import { useStayAtEnd } from './useStayAtEnd';
import { walkMessages } from './walkMessages';

const empty = new Live<TimelineView>({ items: [], loadingOlder: false, hasOlder: false, pages: 0 });

/** The messages, of which only those in sight exist. It stays at the newest until one scrolls back, and scrolling back never jumps. */
export function Timeline({ conversation, at }: { conversation: Conversation; at: string | undefined }) {
  const { t } = useTranslation();
  const timeline = useRoomTimeline(conversation.id);
  const actions = useMessageActions(conversation.id);
  const { items, loadingOlder, hasOlder, pages } = useLive(timeline?.view ?? empty);
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [marked, setMarked] = useState<string | null>(null);

  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.type === 'message' ? 62 : 40),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 80,
    paddingEnd: 8,
    paddingStart: 8,
  });

  const started = useRef(false);
  useLayoutEffect(() => {
    if (started.current || items.length === 0) return;
    started.current = true;
    rows.scrollToEnd();
  }, [items.length, rows]);

  const { atEnd, leave, onScroll, hands } = useStayAtEnd(scroller, list, useCallback(() => rows.scrollToEnd(), [rows]));

  const jump = async (id: string) => {
    if (!timeline || !(await timeline.reach(id))) return;
    const index = timeline.view.get().items.findIndex((item) => 'id' in item && item.id === id);
    leave();
    rows.scrollToIndex(index, { align: 'center' });
    setMarked(id);
    setTimeout(() => setMarked(null), 2200);
  };
  const confirmDevice = () => void navigate({ to: '/settings/$page', params: { page: 'security' } });
  const jumped = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!at || jumped.current === at || items.length === 0) return;
    jumped.current = at;
    void jump(at);
  });

  const loadAhead = () => {
    const element = scroller.current;
    if (!element || !hasOlder || loadingOlder || items.length === 0) return;
    const unfilled = element.scrollHeight < element.clientHeight + 300;
    if (unfilled || (element.scrollTop < 900 && !atEnd)) void timeline?.older();
  };
  const scrolled = () => {
    onScroll();
    loadAhead();
  };
  // A page that came while one waits at the top moves nothing: the next is asked for here.
  useEffect(loadAhead, [pages, atEnd]);
  useReadMarker(actions, atEnd, items.at(-1)?.key);
  const announcement = useAnnouncements(items);

  if (!timeline || !actions) return <div className={styles.timeline} />;
  return (
    <TimelineContext value={{ conversation, actions, jump, confirmDevice }}>
      <div className={styles.timeline}>
        <div ref={scroller} className={styles.scroller} onScroll={scrolled} {...hands} onKeyDown={walkMessages} role="log" aria-live="off" aria-label={t('timeline.label')} tabIndex={0}>
          {items.length === 0 && <Skeleton rows={6} />}
          {loadingOlder && items.length > 0 && <div className={styles.older}><span className="visually-hidden">{t('timeline.loadingOlder')}</span><span className={styles.spinner} aria-hidden /></div>}
          <div ref={list} className={styles.rows} style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => (
              <div key={row.key} ref={rows.measureElement} data-index={row.index} className={styles.row} style={{ transform: `translateY(${row.start}px)` }}>
                <TimelineRow item={items[row.index]!} marked={marked} />
              </div>
            ))}
          </div>
        </div>
        {!atEnd && (
          <button type="button" className={styles.newest} onClick={() => rows.scrollToEnd({ behavior: 'smooth' })}>
            <ArrowDown size={16} aria-hidden />{conversation.unread > 0 ? t('conversations.unreadCount', { count: conversation.unread }) : t('timeline.newest')}
          </button>
        )}
        <div className="visually-hidden" role="status">{announcement}</div>
        <TypingLine names={timeline.typing} />
      </div>
    </TimelineContext>
  );
}
