import { RelationType, type MatrixEvent, type Room } from 'matrix-js-sdk';
import { textBody } from './body';

export interface Version { key: string; timestamp: number; text: string; html: string | null }

function versionOf(event: MatrixEvent, content: Record<string, unknown>, isReply: boolean): Version {
  const { text, html } = textBody(content, isReply);
  return { key: event.getId()!, timestamp: event.getTs(), text, html };
}

/** What the message has said over time, the newest first. Edits come after what they change, so all of them are here when it is. */
export function versionsOf(room: Room, eventId: string): Version[] {
  const original = room.findEventById(eventId);
  if (!original || original.isRedacted()) return [];
  const isReply = Boolean(original.replyEventId);
  const edits = room.getLiveTimeline().getEvents().flatMap((event) => {
    if (event.isRedacted() || event.getSender() !== original.getSender() || !event.isRelation(RelationType.Replace)) return [];
    const content = event.getContent()['m.new_content'] as Record<string, unknown> | undefined;
    return event.getRelation()?.event_id === eventId && content ? [versionOf(event, content, isReply)] : [];
  });
  return [versionOf(original, original.getOriginalContent(), isReply), ...edits].reverse();
}
