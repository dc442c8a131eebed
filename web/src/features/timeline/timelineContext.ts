import { createContext, use } from 'react';
import type { Conversation } from '@/matrix/conversations/types';
import type { MessageActions } from '@/matrix/timeline/actions';

interface TimelineTools { conversation: Conversation; actions: MessageActions; jump(id: string): Promise<void>; confirmDevice(): void }

export const TimelineContext = createContext<TimelineTools | null>(null);

export function useTimelineTools(): TimelineTools {
  const tools = use(TimelineContext);
  if (!tools) throw new Error('only inside a timeline');
  return tools;
}
