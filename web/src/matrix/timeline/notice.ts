import type { MatrixEvent } from 'matrix-js-sdk';
import type { Notice } from './types';

/** What a change of the conversation itself comes to, or null when it is not worth a line. */
export function noticeOf(event: MatrixEvent, nameOf: (id: string) => string): Notice | null {
  const by = nameOf(event.getSender() ?? '');
  const content = event.getContent();
  switch (event.getType()) {
    case 'm.room.create': return { what: 'created', by };
    case 'm.room.encryption': return { what: 'encrypted', by };
    case 'm.room.avatar': return { what: 'picture', by };
    case 'm.room.name': return content.name ? { what: 'named', by, value: String(content.name) } : null;
    case 'm.room.topic': return content.topic ? { what: 'topic', by, value: String(content.topic) } : null;
    case 'm.room.join_rules': return event.getPrevContent().join_rule ? { what: 'access', by } : null;
    case 'm.room.member': return memberNotice(event, by, nameOf);
    default: return null;
  }
}

function memberNotice(event: MatrixEvent, by: string, nameOf: (id: string) => string): Notice | null {
  const id = event.getStateKey() ?? '';
  const self = id === event.getSender();
  const before = event.getPrevContent().membership as string | undefined;
  const content = event.getContent();
  const who = (typeof content.displayname === 'string' && content.displayname) || nameOf(id);
  switch (content.membership) {
    case 'join': return before === 'join' ? null : { what: 'joined', who, by };
    case 'invite': return { what: 'invited', who, by };
    case 'ban': return { what: 'banned', who, by };
    case 'leave': return { what: self ? (before === 'invite' ? 'declined' : 'left') : 'removed', who: nameOf(id), by };
    default: return null;
  }
}
