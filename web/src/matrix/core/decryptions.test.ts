import { MatrixEvent, MatrixEventEvent } from 'matrix-js-sdk';
import { describe, expect, it } from 'vitest';
import { Decryptions } from './decryptions';

const encrypted = (id: string): MatrixEvent => new MatrixEvent({
  event_id: id, room_id: '!r', type: 'm.room.encrypted', sender: '@claire:assemblee.example', origin_server_ts: 1, content: { algorithm: 'm.megolm.v1.aes-sha2' },
});

describe('decryptions', () => {
  it('are told of each event once, whoever repeats it at the client, and until nobody asks any more', () => {
    let told = 0;
    const decryptions = new Decryptions(() => { told++; });
    const [first, second] = [encrypted('$one'), encrypted('$two')];
    decryptions.watch([first, second]);
    decryptions.watch([first, second]);
    first.emit(MatrixEventEvent.Decrypted, first);
    expect(told).toBe(1);
    decryptions.stop();
    second.emit(MatrixEventEvent.Decrypted, second);
    expect(told).toBe(1);
  });

  it('are told of an edit that came bundled with its message', () => {
    let told = 0;
    const decryptions = new Decryptions(() => { told++; });
    const [event, edit] = [encrypted('$one'), encrypted('$edit')];
    event.makeReplaced(edit);
    decryptions.watch([event]);
    edit.emit(MatrixEventEvent.Decrypted, edit);
    expect(told).toBe(1);
  });

  it('are not awaited of what can be read', () => {
    const decryptions = new Decryptions(() => expect.unreachable());
    const event = new MatrixEvent({ event_id: '$plain', room_id: '!r', type: 'm.room.message', sender: '@claire:assemblee.example', content: { body: 'x' } });
    decryptions.watch([event]);
    expect(event.listenerCount(MatrixEventEvent.Decrypted)).toBe(0);
  });
});
