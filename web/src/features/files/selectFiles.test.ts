import { expect, it } from 'vitest';
import type { RoomFile } from '@/matrix/media/roomFiles';
import { select } from './selectFiles';

const file = (name: string, kind: 'image' | 'file' | 'audio', size: number, timestamp: number): RoomFile =>
  ({ id: name, senderName: 'Nora Benali', timestamp, body: { kind, name, size, source: null, caption: '', width: 0, height: 0, thumbnail: null } as never });
const files = [file('note 10.pdf', 'file', 10, 3), file('note 9.pdf', 'file', 30, 2), file('plan.png', 'image', 20, 1), file('réunion.ogg', 'audio', 5, 4)];
const names = (wish: Partial<Parameters<typeof select>[1]>) => select(files, { kind: 'all', order: 'newest', words: '', ...wish }).map(({ id }) => id);

it('puts the newest first, and counts numbers in names as numbers', () => {
  expect(names({})).toEqual(['réunion.ogg', 'note 10.pdf', 'note 9.pdf', 'plan.png']);
  expect(names({ order: 'name' })).toEqual(['note 9.pdf', 'note 10.pdf', 'plan.png', 'réunion.ogg']);
  expect(names({ order: 'size' })[0]).toBe('note 9.pdf');
});

it('finds by kind, by name without its accents, and by sender', () => {
  expect(names({ kind: 'images' })).toEqual(['plan.png']);
  expect(names({ kind: 'media' })).toEqual(['réunion.ogg']);
  expect(names({ words: 'reunion' })).toEqual(['réunion.ogg']);
  expect(names({ words: 'benali', kind: 'documents' })).toHaveLength(2);
});
