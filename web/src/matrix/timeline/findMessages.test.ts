import { MatrixEvent, type MatrixClient } from 'matrix-js-sdk';
import { expect, it } from 'vitest';
import { matches } from '@/app/find';
import { findMessages } from './findMessages';

const message = (id: string, body: string, at: number, content: object = {}) =>
  new MatrixEvent({ event_id: id, type: 'm.room.message', sender: '@lea:assemblee.example', origin_server_ts: at, content: { msgtype: 'm.text', body, ...content } });
const room = (name: string, membership: string, events: MatrixEvent[]) => ({
  roomId: `!${name}`, name, getMyMembership: () => membership, getMember: () => ({ rawDisplayName: 'Léa Dubois' }), getLiveTimeline: () => ({ getEvents: () => events }),
});
const found = (words: string, most = 5) => findMessages({
  getRooms: () => [
    room('Budget', 'join', [
      message('$old', 'Le calendrier des débats', 1),
      message('$edit', '* Le calendrier', 4, { 'm.relates_to': { rel_type: 'm.replace', event_id: '$old' }, 'm.new_content': {} }),
      new MatrixEvent({ event_id: '$closed', type: 'm.room.encrypted', sender: '@lea:assemblee.example', origin_server_ts: 5, content: { body: 'calendrier' } }),
    ]),
    room('Atelier', 'join', [message('$new', 'Nouveau calendrier', 3), message('$other', 'Rien à voir', 2)]),
    room('Ailleurs', 'leave', [message('$left', 'calendrier', 9)]),
  ],
} as unknown as MatrixClient, (text) => matches(text, words), most);

it('finds what was written in any conversation one is in, the newest first', () => {
  expect(found('calend').map(({ id, conversationName, senderName }) => [id, conversationName, senderName]))
    .toEqual([['$new', 'Atelier', 'Léa Dubois'], ['$old', 'Budget', 'Léa Dubois']]);
});

it('gives no more than are asked for', () => {
  expect(found('calendrier', 1).map(({ id }) => id)).toEqual(['$new']);
});
