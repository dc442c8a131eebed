import { EventStatus, type MatrixClient, type MatrixEvent } from 'matrix-js-sdk';
import { describe, expect, it } from 'vitest';
import { sendUnsent } from './unsent';

const message = (id: string, status: EventStatus | null, httpStatus?: number) =>
  ({ id, status, error: httpStatus === undefined ? { name: 'ConnectionError' } : { httpStatus } }) as unknown as MatrixEvent;

async function resent(messages: MatrixEvent[], fails?: string): Promise<string[]> {
  const sent: string[] = [];
  const room = { getLiveTimeline: () => ({ getEvents: () => messages }) };
  await sendUnsent({
    getRooms: () => [room],
    resendEvent: async (event: unknown) => {
      const { id } = event as { id: string };
      if (id === fails) throw new Error('still offline');
      sent.push(id);
    },
  } as unknown as MatrixClient);
  return sent;
}

describe('what could not be sent', () => {
  it('leaves in its order when the connection is back', async () => {
    expect(await resent([message('said', null), message('first', EventStatus.NOT_SENT), message('second', EventStatus.NOT_SENT, 502)])).toEqual(['first', 'second']);
  });

  it('stays when the server has refused it', async () => {
    expect(await resent([message('forbidden', EventStatus.NOT_SENT, 403)])).toEqual([]);
  });

  it('waits behind what fails again', async () => {
    expect(await resent([message('first', EventStatus.NOT_SENT), message('second', EventStatus.NOT_SENT)], 'first')).toEqual([]);
  });
});
