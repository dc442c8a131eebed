import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { closeness, excerpt, matches } from '@/app/find';
import { moment } from '@/app/format';
import { applyTheme, shownTheme } from '@/app/theme';
import { usePeopleSearch } from '@/features/create/usePeopleSearch';
import { settingsPages } from '@/features/settings/pages';
import { useConversations, useWorkspace } from '@/matrix/hooks';
import type { Conversation } from '@/matrix/conversations/types';
import { administrationOf } from '@/matrix/ids';
import { findMessages } from '@/matrix/timeline/findMessages';
import { openDirect } from '@/matrix/rooms/create';
import { toast } from '@/ui/Toasts';
import { useJump } from './jumpStore';

export type JumpIcon = 'new' | 'settings' | 'theme';

export interface JumpResult {
  id: string;
  name: string;
  detail: string;
  /** Whose picture stands before it; an icon where there is none. */
  picture: { id: string; name: string; avatar: string | null; square: boolean } | JumpIcon;
  go(): void;
}

export interface JumpGroup { id: 'recent' | 'conversations' | 'people' | 'messages' | 'actions'; results: JumpResult[] }

const shown = { recent: 8, conversations: 7, people: 5, messages: 5 };
const shortest = 3;

/** What the words lead to, the best first: conversations, people of all administrations, messages, and what one can do. */
export function useJumpResults(words: string, onDone: () => void): { groups: JumpGroup[]; searching: boolean } {
  const conversations = useConversationResults(words, onDone);
  const { results: people, searching } = usePeopleResults(words, onDone);
  const messages = useMessageResults(words, onDone);
  const actions = useActionResults(words, onDone);
  const groups: JumpGroup[] = [
    { id: words.trim() ? 'conversations' : 'recent', results: conversations },
    { id: 'people', results: people },
    { id: 'messages', results: messages },
    { id: 'actions', results: actions },
  ];
  return { groups: groups.filter(({ results }) => results.length > 0), searching };
}

/** Sorts what fits the words by how well it fits. */
function fitting<T>(all: T[], words: string, nameOf: (one: T) => string): T[] {
  if (!words.trim()) return all;
  return all.map((one) => ({ one, fit: closeness(nameOf(one), words) })).filter(({ fit }) => fit > 0).sort((a, b) => b.fit - a.fit).map(({ one }) => one);
}

function useConversationResults(words: string, onDone: () => void): JumpResult[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const all = useConversations();
  return useMemo(() => {
    const open = (one: Conversation) => {
      onDone();
      void navigate({ to: '/c/$conversationId', params: { conversationId: one.id } });
    };
    return fitting(all, words, (one) => `${one.name} ${one.topic}`).slice(0, words.trim() ? shown.conversations : shown.recent).map((one) => ({
      id: one.id,
      name: one.name,
      detail: one.membership === 'invited' ? t('conversations.invited') : one.kind === 'direct' && one.peerId ? administrationOf(one.peerId) : t('conversation.memberCount', { count: one.memberCount }),
      picture: { id: one.peerId ?? one.id, name: one.name, avatar: one.avatar, square: one.kind === 'salon' },
      go: () => open(one),
    }));
  }, [all, words, navigate, onDone, t]);
}

function usePeopleResults(words: string, onDone: () => void): { results: JumpResult[]; searching: boolean } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { account } = useWorkspace();
  const { people, searching } = usePeopleSearch(words);
  const direct = new Set(useConversations().flatMap(({ kind, peerId }) => (kind === 'direct' && peerId ? [peerId] : [])));
  const write = (id: string) => {
    onDone();
    openDirect(account, id).then(
      (conversationId) => navigate({ to: '/c/$conversationId', params: { conversationId } }),
      () => toast(t('create.failed'), 'danger'),
    );
  };
  const results = people.filter(({ id }) => !direct.has(id)).slice(0, shown.people).map((person) => ({
    id: person.id, name: person.name, detail: person.administration, picture: { ...person, square: false }, go: () => write(person.id),
  }));
  return { results, searching };
}

/** Messages that this browser has loaded, when there are letters enough to tell them apart. */
function useMessageResults(words: string, onDone: () => void): JumpResult[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { account } = useWorkspace();
  const wanted = useDeferredValue(words.trim());
  return useMemo(() => {
    if (wanted.length < shortest) return [];
    return findMessages(account.client, (text) => matches(text, wanted), shown.messages).map(({ id, conversationId, conversationName, senderId, senderName, text, timestamp }) => ({
      id,
      name: excerpt(text, wanted),
      detail: t('jump.messageIn', { name: conversationName, when: moment(timestamp) }),
      picture: { id: senderId, name: senderName, avatar: null, square: false },
      go: () => {
        onDone();
        void navigate({ to: '/c/$conversationId', params: { conversationId }, search: { at: id } });
      },
    }));
  }, [wanted, account, navigate, onDone, t]);
}

function useActionResults(words: string, onDone: () => void): JumpResult[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const dark = shownTheme() === 'dark';
  const actions: JumpResult[] = [
    { id: 'new', name: t('create.newConversation'), detail: '', picture: 'new', go: () => useJump.setState({ open: 'new' }) },
    ...settingsPages.map((page) => ({
      id: page, name: t('jump.settings', { page: t(`settings.${page}`) }), detail: '', picture: 'settings' as const,
      go: () => { onDone(); void navigate({ to: '/settings/$page', params: { page } }); },
    })),
    { id: 'theme', name: t(dark ? 'jump.lightTheme' : 'jump.darkTheme'), detail: '', picture: 'theme', go: () => { applyTheme(dark ? 'light' : 'dark'); onDone(); } },
  ];
  return words.trim() ? fitting(actions, words, ({ name }) => name) : actions.slice(0, 1);
}
