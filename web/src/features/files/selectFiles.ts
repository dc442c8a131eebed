import { matches } from '@/app/find';
import type { RoomFile } from '@/matrix/media/roomFiles';

export const fileKinds = ['all', 'images', 'documents', 'media'] as const;
export type FileKind = (typeof fileKinds)[number];

export const fileOrders = ['newest', 'oldest', 'name', 'size'] as const;
export type FileOrder = (typeof fileOrders)[number];

const fits: Record<FileKind, (file: RoomFile) => boolean> = {
  all: () => true,
  images: ({ body }) => body.kind === 'image',
  documents: ({ body }) => body.kind === 'file',
  media: ({ body }) => body.kind === 'video' || body.kind === 'audio',
};

const orders: Record<FileOrder, (a: RoomFile, b: RoomFile) => number> = {
  newest: (a, b) => b.timestamp - a.timestamp,
  oldest: (a, b) => a.timestamp - b.timestamp,
  name: (a, b) => a.body.name.localeCompare(b.body.name, undefined, { numeric: true }),
  size: (a, b) => b.body.size - a.body.size,
};

export interface FileWish { kind: FileKind; order: FileOrder; words: string }

/** The files that fit, in the order asked for. */
export const select = (files: RoomFile[], { kind, order, words }: FileWish): RoomFile[] =>
  files.filter((file) => fits[kind](file) && matches(`${file.body.name} ${file.senderName}`, words)).sort(orders[order]);
