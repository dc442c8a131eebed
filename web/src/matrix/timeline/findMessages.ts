import type { MatrixClient } from 'matrix-js-sdk';
import { textBody } from './body';

export interface FoundMessage { id: string; conversationId: string; conversationName: string; senderId: string; senderName: string; text: string; timestamp: number }

/**
 * The newest messages whose text fits, among those that this browser has loaded and can read: what is encrypted is searched nowhere else.
 */
export function findMessages(client: MatrixClient, fits: (text: string) => boolean, most: number): FoundMessage[] {
  const found: FoundMessage[] = [];
  for (const room of client.getRooms()) {
    if (room.getMyMembership() !== 'join') continue;
    for (const event of room.getLiveTimeline().getEvents()) {
      if (event.getType() !== 'm.room.message' || event.isRedacted() || event.isRelation('m.replace')) continue;
      const { text } = textBody(event.getContent(), Boolean(event.replyEventId));
      if (!fits(text)) continue;
      const senderId = event.getSender() ?? '';
      found.push({
        id: event.getId()!, conversationId: room.roomId, conversationName: room.name, senderId, text, timestamp: event.getTs(),
        senderName: room.getMember(senderId)?.rawDisplayName ?? senderId,
      });
    }
  }
  return found.sort((a, b) => b.timestamp - a.timestamp).slice(0, most);
}
