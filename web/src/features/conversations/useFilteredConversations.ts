import { useMemo } from 'react';
import { matches } from '@/app/find';
import { useConversations } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';

export const filters = ['all', 'unread', 'direct', 'calls', 'favourites'] as const;
export type Filter = (typeof filters)[number];

const fits: Record<Filter, (one: Conversation) => boolean> = {
  all: () => true,
  unread: (one) => one.unread > 0,
  direct: (one) => one.kind === 'direct',
  calls: (one) => one.call !== null,
  favourites: (one) => one.favourite,
};

export function useFilteredConversations(search: string, filter: Filter) {
  const all = useConversations();
  return useMemo(() => {
    const found = all.filter((one) => matches(`${one.name} ${one.peerId ?? ''}`, search));
    return {
      invites: found.filter((one) => one.membership === 'invited'),
      joined: found.filter((one) => one.membership === 'joined' && fits[filter](one)),
      none: all.length === 0,
    };
  }, [all, search, filter]);
}
