import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '@/matrix/conversations/types';
import { ConversationRow } from './ConversationRow';
import styles from './ConversationRows.module.css';

const rowHeight = 54;
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

/** The list, of which only the rows in sight exist; arrow keys walk it. */
export function ConversationRows({ conversations }: { conversations: Conversation[] }) {
  const { t } = useTranslation();
  const { conversationId } = useParams({ strict: false });
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => conversations[index]!.id,
    overscan: 6,
  });

  const focus = (id: string) => scroller.current?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`)?.focus();
  useEffect(() => {
    if (!wanted.current) return;
    focus(wanted.current);
    wanted.current = null;
  });

  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const current = (event.target as HTMLElement).dataset.conversation;
    if (step === undefined || !current) return;
    event.preventDefault();
    const from = conversations.findIndex((one) => one.id === current);
    const to = Math.min(conversations.length - 1, Math.max(0, from + step));
    wanted.current = conversations[to]!.id;
    rows.scrollToIndex(to);
    focus(wanted.current);
  };

  return (
    <div ref={scroller} className={styles.scroller} onKeyDown={walk}>
      <ul className={styles.list} style={{ height: rows.getTotalSize() }} aria-label={t('conversations.title')}>
        {rows.getVirtualItems().map((row) => {
          const conversation = conversations[row.index]!;
          return (
            <li key={row.key} className={styles.place} style={{ transform: `translateY(${row.start}px)` }} aria-posinset={row.index + 1} aria-setsize={conversations.length}>
              <ConversationRow conversation={conversation} selected={conversation.id === conversationId} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
