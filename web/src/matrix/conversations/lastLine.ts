import type { MatrixEvent, Room } from 'matrix-js-sdk';
import type { LastLine } from './types';

const kinds: Record<string, LastLine['kind']> = {
  'm.text': 'text', 'm.notice': 'text', 'm.emote': 'text', 'm.image': 'image', 'm.video': 'video', 'm.audio': 'audio', 'm.file': 'file',
};

function describe(event: MatrixEvent): Pick<LastLine, 'kind' | 'text'> | null {
  const type = event.getType();
  if (event.isRedacted()) return type === 'm.room.message' || type === 'm.room.encrypted' ? { kind: 'removed', text: '' } : null;
  if (event.isDecryptionFailure()) return { kind: 'undecryptable', text: '' };
  if (type === 'm.room.message') {
    if (event.isRelation('m.replace')) return null;
    const content = event.getContent();
    const kind = kinds[String(content.msgtype)];
    return kind ? { kind, text: firstLine(content) } : { kind: 'other', text: '' };
  }
  if (type === 'org.matrix.msc4075.rtc.notification') return { kind: 'call', text: '' };
  if (type === 'm.room.create') return { kind: 'created', text: '' };
  if (type === 'm.room.member' && event.getContent().membership === 'join' && event.getPrevContent().membership !== 'join') {
    return { kind: 'joined', text: '' };
  }
  return null;
}

function firstLine(content: Record<string, unknown>): string {
  const body = typeof content.body === 'string' ? content.body : '';
  const withoutQuote = content['m.relates_to'] ? body.replace(/^(> .*\n)+\n?/, '') : body;
  return withoutQuote.trim().split('\n', 1)[0]!.slice(0, 200);
}

/** The newest event worth a line in the list. */
export function lastLineOf(room: Room, ownId: string): { line: LastLine; timestamp: number } | null {
  const events = room.getLiveTimeline().getEvents();
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!;
    const described = describe(event);
    if (!described) continue;
    const senderId = event.getSender() ?? '';
    const senderName = room.getMember(senderId)?.rawDisplayName ?? senderId;
    return { line: { ...described, senderName, own: senderId === ownId }, timestamp: event.getTs() };
  }
  return null;
}
