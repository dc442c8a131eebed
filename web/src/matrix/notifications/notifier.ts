import { RoomEvent, type MatrixEvent, type Room } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { whenReadable } from '../core/readable';
import { bodyOf } from '../timeline/body';
import type { MessageBody } from '../timeline/types';

/** Something that the person wants to be told of, by their rules on the service. */
export interface News {
  conversationId: string;
  conversationName: string;
  direct: boolean;
  senderName: string;
  /** Null for an invitation. */
  body: MessageBody | null;
}

const fresh = 60_000;

/** Tells of new messages as the person's push rules say. Spec: client-server-api, "Push Rules". */
export class Notifier {
  private readonly watchers = new Set<(news: News) => void>();

  constructor(private readonly account: Account) {}

  start(): void {
    this.account.client.on(RoomEvent.Timeline, this.onEvent);
    this.account.client.on(RoomEvent.MyMembership, this.onMembership);
  }

  stop(): void {
    this.account.client.off(RoomEvent.Timeline, this.onEvent);
    this.account.client.off(RoomEvent.MyMembership, this.onMembership);
  }

  watch(watcher: (news: News) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private readonly onEvent = (event: MatrixEvent, room: Room | undefined, toStart: boolean | undefined, _removed: boolean, data: { liveEvent?: boolean }): void => {
    if (!room || toStart || !data.liveEvent || event.getSender() === this.account.userId || Date.now() - event.getTs() > fresh) return;
    whenReadable(this.account.client, event, () => this.consider(event, room));
  };

  private consider(event: MatrixEvent, room: Room): void {
    if (event.getType() !== 'm.room.message' && event.getType() !== 'm.room.encrypted') return;
    if (event.isRelation('m.replace') || !this.account.client.getPushActionsForEvent(event, true)?.notify) return;
    this.tell(room, event.getSender() ?? '', bodyOf(event, null));
  }

  private readonly onMembership = (room: Room, membership: string, before: string | undefined): void => {
    if (membership !== 'invite' || before === 'invite' || !this.account.ready.get()) return;
    const inviter = room.getMember(this.account.userId)?.events.member?.getSender();
    if (inviter) this.tell(room, inviter, null);
  };

  private tell(room: Room, senderId: string, body: MessageBody | null): void {
    const news: News = {
      conversationId: room.roomId,
      conversationName: room.name,
      direct: room.getJoinedMemberCount() <= 2 && room.name === room.getMember(senderId)?.rawDisplayName,
      senderName: room.getMember(senderId)?.rawDisplayName ?? senderId,
      body,
    };
    for (const watcher of this.watchers) watcher(news);
  }
}
