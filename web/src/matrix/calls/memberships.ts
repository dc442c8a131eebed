import type { MatrixEvent, Room } from 'matrix-js-sdk';
import type { Account } from '../core/account';

export const callMemberType = 'org.matrix.msc3401.call.member';

export interface CallMember { userId: string; deviceId: string; since: number }

const fourHours = 4 * 60 * 60 * 1000;

function memberOf(event: MatrixEvent, room: Room, now: number): CallMember | null {
  const content = event.getContent<{ application?: string; device_id?: string; created_ts?: number; expires?: number }>();
  const userId = event.getSender();
  if (!userId || content.application !== 'm.call' || typeof content.device_id !== 'string') return null;
  if (room.getMember(userId)?.membership !== 'join') return null;
  const since = typeof content.created_ts === 'number' ? content.created_ts : event.getTs();
  const expires = typeof content.expires === 'number' ? content.expires : fourHours;
  return since + expires > now ? { userId, deviceId: content.device_id, since } : null;
}

/** Who is in the conversation's call, one entry a device, oldest first. MSC3401 and MSC4143: a membership is state, and ends by expiry or an empty content. */
export function callMembersOf(room: Room, now = Date.now()): CallMember[] {
  const events = room.currentState.getStateEvents(callMemberType);
  return events.flatMap((event) => memberOf(event, room, now) ?? []).sort((a, b) => a.since - b.since);
}

/** After a call: where nobody else has ended this device's membership (the media server's word may be missing), ends it. */
export async function leaveBehindNothing(account: Account, room: Room): Promise<void> {
  const own = room.currentState.getStateEvents(callMemberType).filter((event) =>
    event.getSender() === account.userId && event.getContent().device_id === account.session.deviceId);
  for (const event of own) {
    await account.client.sendStateEvent(room.roomId, callMemberType as never, {} as never, event.getStateKey()).catch(() => undefined);
  }
}
