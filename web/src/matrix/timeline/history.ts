import { RelationType, type MatrixClient, type MatrixEvent, type Room } from 'matrix-js-sdk';
import { textBody } from './body';

export interface Version { key: string; timestamp: number; text: string; html: string | null }

const PAGE = 100;
const MOST_PAGES = 10;

function versionOf(event: MatrixEvent, content: Record<string, unknown>, isReply: boolean): Version {
  const { text, html } = textBody(content, isReply);
  return { key: event.getId()!, timestamp: event.getTs(), text, html };
}

function versions(original: MatrixEvent, events: MatrixEvent[]): Version[] {
  const isReply = Boolean(original.replyEventId);
  const edits = events.flatMap((event) => {
    if (event.isRedacted() || event.getSender() !== original.getSender() || !event.isRelation(RelationType.Replace)) return [];
    const content = event.getContent()['m.new_content'] as Record<string, unknown> | undefined;
    return event.getRelation()?.event_id === original.getId() && content ? [versionOf(event, content, isReply)] : [];
  });
  return [...edits.sort((one, other) => other.timestamp - one.timestamp), versionOf(original, original.getOriginalContent(), isReply)];
}

function originalOf(room: Room, eventId: string): MatrixEvent | null {
  const original = room.findEventById(eventId);
  return original && !original.isRedacted() ? original : null;
}

/** What the message has said over time, the newest first, as far as it is loaded. */
export function versionsOf(room: Room, eventId: string): Version[] {
  const original = originalOf(room, eventId);
  return original ? versions(original, room.getLiveTimeline().getEvents()) : [];
}

/** What the message has said over time, the newest first; the service knows also what is not loaded. */
export async function allVersionsOf(client: MatrixClient, room: Room, eventId: string): Promise<Version[]> {
  const original = originalOf(room, eventId);
  if (!original) return [];
  const edits: MatrixEvent[] = [];
  let from: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await client.relations(room.roomId, eventId, RelationType.Replace, null, { limit: PAGE, from });
    await Promise.all(found.events.map((event) => client.decryptEventIfNeeded(event)));
    edits.push(...found.events);
    if (!found.nextBatch) break;
    from = found.nextBatch;
  }
  return versions(original, edits);
}
