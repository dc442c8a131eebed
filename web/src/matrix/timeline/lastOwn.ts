import type { Account } from '../core/account';
import { messageOf } from './message';
import type { MessageItem } from './types';

/** The last text message of one's own in the conversation. */
export function lastOwnMessage(account: Account, conversationId: string): MessageItem | null {
  const room = account.client.getRoom(conversationId);
  const event = room?.getLiveTimeline().getEvents().findLast((one) =>
    one.getSender() === account.userId && one.getType() === 'm.room.message' && !one.isRedacted() && !one.isRelation('m.replace')
    && ['m.text', 'm.emote'].includes(String(one.getContent().msgtype)));
  return room && event ? messageOf({ room, ownId: account.userId, trustOf: () => null }, event) : null;
}
