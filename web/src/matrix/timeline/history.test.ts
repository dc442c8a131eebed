import { MatrixEvent, type MatrixClient, type Room } from 'matrix-js-sdk';
import { describe, expect, it } from 'vitest';
import { allVersionsOf, versionsOf } from './history';

const CLAIRE = '@claire:assemblee.example';

function message(id: string, timestamp: number, content: Record<string, unknown>, sender = CLAIRE): MatrixEvent {
  return new MatrixEvent({
    event_id: id, room_id: '!r', type: 'm.room.message', sender, origin_server_ts: timestamp, content: { msgtype: 'm.text', ...content },
  });
}

function edit(id: string, timestamp: number, body: string, sender = CLAIRE): MatrixEvent {
  return message(id, timestamp, {
    body: `* ${body}`, 'm.new_content': { msgtype: 'm.text', body }, 'm.relates_to': { rel_type: 'm.replace', event_id: '$original' },
  }, sender);
}

describe('the versions of a message', () => {
  const original = message('$original', 1, { body: 'at nine' });
  const last = edit('$last', 4, 'at noon');
  const room = {
    roomId: '!r',
    findEventById: (id: string) => (id === '$original' ? original : undefined),
    getLiveTimeline: () => ({ getEvents: () => [original, last] }),
  } as unknown as Room;

  it('are those that are loaded, at first', () => {
    expect(versionsOf(room, '$original').map(({ text }) => text)).toEqual(['at noon', 'at nine']);
    expect(versionsOf(room, '$unknown')).toEqual([]);
  });

  it('come whole from the service, page after page, without what others sent', async () => {
    const asked: unknown[] = [];
    const client = {
      relations: async (...query: unknown[]) => {
        asked.push(query);
        const { from } = query[4] as { from?: string };
        return from ? { events: [edit('$first', 2, 'at ten')], nextBatch: null }
          : { events: [last, edit('$other', 3, 'never', '@bruno:numerique.example')], nextBatch: 'more' };
      },
      decryptEventIfNeeded: async () => {},
    } as unknown as MatrixClient;
    expect((await allVersionsOf(client, room, '$original')).map(({ text }) => text)).toEqual(['at noon', 'at ten', 'at nine']);
    expect(asked).toEqual([
      ['!r', '$original', 'm.replace', null, { limit: 100, from: undefined }], ['!r', '$original', 'm.replace', null, { limit: 100, from: 'more' }],
    ]);
    expect(await allVersionsOf(client, room, '$unknown')).toEqual([]);
  });
});
