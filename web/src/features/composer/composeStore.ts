import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Mention } from '@/matrix/timeline/content';
import type { MessageItem } from '@/matrix/timeline/types';

export interface Attachment { id: number; file: File; sent: number; state: 'waiting' | 'sending' | 'failed'; abort: AbortController }

interface Compose {
  text: string;
  mentions: Mention[];
  replyTo: MessageItem | null;
  editing: MessageItem | null;
  attachments: Attachment[];
  setText(text: string): void;
  mention(mention: Mention): void;
  reply(message: MessageItem): void;
  edit(message: MessageItem): void;
  leave(): void;
  clear(): void;
  attach(files: File[]): void;
  change(id: number, change: Partial<Attachment>): void;
  drop(id: number): void;
}

const draftKey = (id: string): string => `colloque.draft.${id}`;
const stores = new Map<string, UseBoundStore<StoreApi<Compose>>>();
let nextId = 1;

const textOf = (message: MessageItem): string => (message.body.kind === 'text' ? message.body.text : '');

function keepDraft(id: string, text: string): void {
  if (text) localStorage.setItem(draftKey(id), text);
  else localStorage.removeItem(draftKey(id));
}

function make(id: string): UseBoundStore<StoreApi<Compose>> {
  const store = create<Compose>((set, get) => ({
    text: localStorage.getItem(draftKey(id)) ?? '',
    mentions: [],
    replyTo: null,
    editing: null,
    attachments: [],
    setText: (text) => {
      set({ text });
      if (!get().editing) keepDraft(id, text);
    },
    mention: (mention) => set({ mentions: [...get().mentions, mention] }),
    reply: (message) => set({ replyTo: message, editing: null }),
    edit: (message) => set({ editing: message, replyTo: null, text: textOf(message) }),
    leave: () => set(get().editing ? { editing: null, text: localStorage.getItem(draftKey(id)) ?? '' } : { replyTo: null }),
    clear: () => {
      const wasEdit = get().editing !== null;
      if (!wasEdit) keepDraft(id, '');
      set({ text: wasEdit ? (localStorage.getItem(draftKey(id)) ?? '') : '', mentions: [], replyTo: null, editing: null });
    },
    attach: (files) => set({
      attachments: [...get().attachments, ...files.map((file) => ({ id: nextId++, file, sent: 0, state: 'waiting' as const, abort: new AbortController() }))],
    }),
    change: (which, change) => set({ attachments: get().attachments.map((one) => (one.id === which ? { ...one, ...change } : one)) }),
    drop: (which) => {
      get().attachments.find((one) => one.id === which)?.abort.abort();
      set({ attachments: get().attachments.filter((one) => one.id !== which) });
    },
  }));
  return store;
}

/** What is being written in a conversation; it stays while one looks elsewhere. */
export function composeStore(id: string): UseBoundStore<StoreApi<Compose>> {
  let store = stores.get(id);
  if (!store) stores.set(id, (store = make(id)));
  return store;
}

export const composeFor = (id: string): Compose => composeStore(id).getState();

export function forgetDrafts(): void {
  stores.clear();
  for (const key of Object.keys(localStorage)) if (key.startsWith('colloque.draft.')) localStorage.removeItem(key);
}
