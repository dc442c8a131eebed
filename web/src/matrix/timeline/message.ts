import { EventStatus, RelationType, type MatrixEvent, type Room } from 'matrix-js-sdk';
import { bodyOf, withoutQuote } from './body';
import type { MessageItem, Person, Reaction, ReplyPreview, Trust } from './types';

export interface MessageContext { room: Room; ownId: string; trustOf(event: MatrixEvent): Trust }

export function personOf(room: Room, id: string): Person {
  const member = room.getMember(id);
  return { id, name: member?.rawDisplayName || id, avatar: member?.getMxcAvatarUrl() ?? null };
}

function reactionsOf({ room, ownId }: MessageContext, event: MatrixEvent): Reaction[] {
  const relations = room.relations.getChildEventsForEvent(event.getId()!, RelationType.Annotation, 'm.reaction');
  return (relations?.getSortedAnnotationsByKey() ?? []).flatMap(([key, events]) => {
    const live = [...events].filter((reaction) => !reaction.isRedacted());
    if (live.length === 0) return [];
    const own = live.find((reaction) => reaction.getSender() === ownId);
    return [{ key, people: live.map((reaction) => personOf(room, reaction.getSender()!).name), own: own?.getId() ?? null }];
  });
}

function replyOf({ room }: MessageContext, event: MatrixEvent): ReplyPreview | null {
  const id = event.replyEventId;
  if (!id || event.isRedacted()) return null;
  const original = room.findEventById(id);
  if (!original) return { id, senderName: '', text: '', kind: 'missing' };
  const body = bodyOf(original, null);
  const text = body.kind === 'text' ? withoutQuote(body.text) : 'name' in body ? body.name : '';
  return { id, senderName: personOf(room, original.getSender()!).name, text: text.slice(0, 300), kind: body.kind };
}

function statusOf(event: MatrixEvent): MessageItem['status'] {
  if (event.status === EventStatus.NOT_SENT) return 'failed';
  return event.status && event.status !== EventStatus.SENT ? 'sending' : 'sent';
}

function readers({ room, ownId }: MessageContext, event: MatrixEvent): Person[] {
  return room.getReceiptsForEvent(event)
    .filter((receipt) => receipt.type === 'm.read' && receipt.userId !== ownId && receipt.userId !== event.getSender())
    .map((receipt) => personOf(room, receipt.userId));
}

/** A message as it is shown; `continued` is decided by its neighbours. */
export function messageOf(context: MessageContext, event: MatrixEvent): MessageItem {
  const { room, ownId } = context;
  const senderId = event.getSender() ?? '';
  const own = senderId === ownId;
  const remover = event.getUnsigned().redacted_because?.sender ?? event.localRedactionEvent()?.getSender();
  const body = bodyOf(event, remover && remover !== senderId ? personOf(room, remover).name : null);
  const status = statusOf(event);
  const mentions = event.getContent()['m.mentions'] as { user_ids?: unknown } | undefined;
  return {
    type: 'message',
    key: event.getUnsigned().transaction_id ?? event.getTxnId() ?? event.getId()!,
    id: event.getId()!,
    sender: personOf(room, senderId),
    own,
    timestamp: event.getTs(),
    continued: false,
    body,
    reply: replyOf(context, event),
    edited: Boolean(event.replacingEventDate()) && body.kind !== 'removed',
    reactions: body.kind === 'removed' ? [] : reactionsOf(context, event),
    status,
    readBy: readers(context, event),
    trust: context.trustOf(event),
    mentionsMe: !own && Array.isArray(mentions?.user_ids) && mentions.user_ids.includes(ownId),
    canEdit: own && body.kind === 'text' && status === 'sent',
    canRemove: body.kind !== 'removed' && status === 'sent' && room.currentState.maySendRedactionForEvent(event, ownId),
  };
}
