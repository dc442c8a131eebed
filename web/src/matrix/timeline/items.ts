import type { MatrixEvent } from 'matrix-js-sdk';
import { messageOf, personOf, type MessageContext } from './message';
import { noticeOf } from './notice';
import type { MessageItem, TimelineItem } from './types';

const messageTypes = new Set(['m.room.message', 'm.room.encrypted', 'm.sticker', 'org.matrix.msc4075.rtc.notification']);
const closely = 5 * 60 * 1000;

export interface ItemsContext extends MessageContext {
  /** The last event that the person had read when the conversation was opened. */
  readUpTo: string | null;
  complete: boolean;
}

const dayOf = (timestamp: number): string => new Date(timestamp).toDateString();

function isMessage(event: MatrixEvent): boolean {
  if (!messageTypes.has(event.getType()) || event.isRelation('m.replace')) return false;
  return !(event.isRedacted() && event.getWireType() === 'm.reaction');
}

/** Turns the events of a conversation into what is shown of them: messages, folded notices, days, the line of the unread. */
export function itemsOf(events: MatrixEvent[], context: ItemsContext): TimelineItem[] {
  const items: TimelineItem[] = context.complete ? [{ type: 'start', key: 'start' }] : [];
  let day = '';
  let previous: MessageItem | null = null;
  let unreadNext = false;
  for (const event of events) {
    const message = isMessage(event);
    const notice = message ? null : event.isState() ? noticeOf(event, (id) => personOf(context.room, id).name) : null;
    if (message || notice) {
      if (dayOf(event.getTs()) !== day) {
        day = dayOf(event.getTs());
        items.push({ type: 'day', key: `day-${day}`, timestamp: event.getTs() });
        previous = null;
      }
      if (unreadNext && event.getSender() !== context.ownId) {
        items.push({ type: 'unread', key: 'unread' });
        previous = null;
        unreadNext = false;
      }
    }
    if (message) {
      const item = messageOf(context, event);
      item.continued = previous !== null && !item.reply && continues(previous, item);
      items.push(item);
      previous = item;
    } else if (notice) {
      const last = items.at(-1);
      if (last?.type === 'notices') last.notices.push(notice);
      else items.push({ type: 'notices', key: event.getId()!, id: event.getId()!, timestamp: event.getTs(), notices: [notice] });
      previous = null;
    }
    if (event.getId() === context.readUpTo) unreadNext = true;
  }
  return items;
}

const continues = (before: MessageItem, after: MessageItem): boolean =>
  before.sender.id === after.sender.id && after.timestamp - before.timestamp < closely && before.body.kind !== 'call' && after.body.kind !== 'call';

/** Keeps the objects of items that have not changed, so that their rows are not drawn again. */
export function reuse(before: TimelineItem[], after: TimelineItem[]): TimelineItem[] {
  const known = new Map(before.map((item) => [item.key, item]));
  return after.map((item) => {
    const old = known.get(item.key);
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
}
