import { EventStatus, RelationType, type MatrixEvent, type Room } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { messageContent, type Draft } from './content';
import { allVersionsOf, versionsOf, type Version } from './history';

const lastTold = new WeakMap<Room, Promise<unknown>>();

/** What one can do to and with the messages of a conversation. */
export class MessageActions {
  constructor(private readonly account: Account, private readonly room: Room) {}

  private get client() {
    return this.account.client;
  }

  async send(draft: Draft): Promise<unknown> {
    const content = await messageContent(draft);
    const relation = draft.replyTo ? { 'm.relates_to': { 'm.in_reply_to': { event_id: draft.replyTo } } } : {};
    return this.client.sendMessage(this.room.roomId, { ...content, ...relation } as never);
  }

  async edit(eventId: string, draft: Draft): Promise<unknown> {
    const content = await messageContent(draft);
    return this.client.sendMessage(this.room.roomId, {
      ...content,
      body: `* ${content.body}`,
      'm.new_content': content,
      'm.relates_to': { rel_type: RelationType.Replace, event_id: eventId },
    } as never);
  }

  versions(eventId: string): Version[] {
    return versionsOf(this.room, eventId);
  }

  allVersions(eventId: string): Promise<Version[]> {
    return allVersionsOf(this.client, this.room, eventId);
  }

  /** Adds the reaction, or takes the own one of the same kind back. */
  async react(eventId: string, key: string, own: string | null): Promise<void> {
    if (own) {
      await this.client.redactEvent(this.room.roomId, own);
      return;
    }
    await this.client.sendEvent(this.room.roomId, 'm.reaction' as never, {
      'm.relates_to': { rel_type: RelationType.Annotation, event_id: eventId, key },
    } as never);
  }

  async remove(eventId: string): Promise<void> {
    await this.client.redactEvent(this.room.roomId, eventId);
  }

  async retry(eventId: string): Promise<void> {
    const event = this.room.findEventById(eventId) ?? this.pending(eventId);
    if (event) await this.client.resendEvent(event, this.room);
  }

  discard(eventId: string): void {
    const event = this.room.findEventById(eventId) ?? this.pending(eventId);
    if (event?.status === EventStatus.NOT_SENT) this.client.cancelPendingEvent(event);
  }

  /** One after the other: a "no longer" that overtook its "now" would leave the person typing for good. */
  typing(now: boolean): void {
    const told = (lastTold.get(this.room) ?? Promise.resolve()).then(() => this.client.sendTyping(this.room.roomId, now, 20_000)).catch(() => undefined);
    lastTold.set(this.room, told);
  }

  /** Tells others, and the other devices, that everything here has been seen. */
  async markRead(): Promise<void> {
    const last = this.room.getLiveTimeline().getEvents().findLast((event) => !event.status);
    if (!last || this.room.getEventReadUpTo(this.account.userId, true) === last.getId()) return;
    await this.client.setRoomReadMarkers(this.room.roomId, last.getId()!, last).catch(() => undefined);
  }

  private pending(id: string): MatrixEvent | undefined {
    return this.room.getLiveTimeline().getEvents().find((event) => event.getId() === id || event.getTxnId() === id);
  }
}
