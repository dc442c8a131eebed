import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '@/matrix/timeline/types';

/** Reads new messages of others out, at most one sentence a second. */
export function useAnnouncements(items: TimelineItem[]): string {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const seen = useRef<number | null>(null);
  useEffect(() => {
    const newest = items.findLast((item) => item.type === 'message');
    if (!newest) return;
    const before = seen.current;
    seen.current = Math.max(before ?? 0, newest.timestamp);
    if (before === null || newest.timestamp <= before || newest.own) return;
    const body = newest.body;
    const text = body.kind === 'text' ? body.text.slice(0, 200) : t(`timeline.kind.${body.kind}`);
    const timer = setTimeout(() => setWords(t('timeline.announce', { name: newest.sender.name, text })), 300);
    return () => clearTimeout(timer);
  }, [items, t]);
  return words;
}
