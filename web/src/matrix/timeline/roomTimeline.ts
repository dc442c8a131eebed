import {
  Direction, MatrixEventEvent, RoomEvent, RoomMemberEvent, RoomStateEvent, type MatrixEvent, type Room, type RoomMember,
} from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { Decryptions } from '../core/decryptions';
import { batched, Live } from '../core/live';
import { itemsOf, reuse } from './items';
import { TrustMarks } from './trust';
import type { TimelineItem } from './types';

export interface TimelineView {
  items: TimelineItem[];
  loadingOlder: boolean;
  hasOlder: boolean;
  /** How many pages of the past have come since it was opened. */
  pages: number;
}

const page = 40;

/** The timeline of one conversation: what has arrived, and more of the past on demand. */
export class RoomTimeline {
  readonly view = new Live<TimelineView>({ items: [], loadingOlder: false, hasOlder: true, pages: 0 });
  readonly typing = new Live<string[]>([]);
  private readonly refresh = batched(() => this.update());
  private readonly decryptions = new Decryptions(this.refresh.ask);
  private readonly trust: TrustMarks;
  private readonly readUpTo: string | null;
  private loading: Promise<void> | null = null;
  private pages = 0;

  constructor(private readonly account: Account, readonly room: Room) {
    this.trust = new TrustMarks(account.client, () => this.refresh.ask());
    this.readUpTo = room.getUnreadNotificationCount() > 0 ? room.getEventReadUpTo(account.userId) : null;
  }

  start(): void {
    const { client } = this.account;
    this.room.on(RoomEvent.Timeline, this.onTimeline);
    this.room.on(RoomEvent.TimelineReset, this.changed);
    this.room.on(RoomEvent.LocalEchoUpdated, this.changed);
    this.room.on(RoomEvent.Redaction, this.changed);
    this.room.on(RoomEvent.Receipt, this.changed);
    this.room.on(RoomStateEvent.Members, this.changed);
    client.on(MatrixEventEvent.Replaced, this.changedEvent);
    client.on(RoomMemberEvent.Typing, this.onTyping);
    this.update();
    void this.room.loadMembersIfNeeded().catch(() => undefined);
    void this.room.decryptAllEvents();
    if (this.view.get().items.length < 15) void this.older();
  }

  stop(): void {
    const { client } = this.account;
    this.refresh.stop();
    this.decryptions.stop();
    this.room.off(RoomEvent.Timeline, this.onTimeline);
    this.room.off(RoomEvent.TimelineReset, this.changed);
    this.room.off(RoomEvent.LocalEchoUpdated, this.changed);
    this.room.off(RoomEvent.Redaction, this.changed);
    this.room.off(RoomEvent.Receipt, this.changed);
    this.room.off(RoomStateEvent.Members, this.changed);
    client.off(MatrixEventEvent.Replaced, this.changedEvent);
    client.off(RoomMemberEvent.Typing, this.onTyping);
  }

  /** Fetches a page of the past, or waits for the one that is on its way. */
  older(): Promise<void> {
    if (!this.hasOlder) return Promise.resolve();
    this.loading ??= this.fetchPage();
    return this.loading;
  }

  private async fetchPage(): Promise<void> {
    await Promise.resolve();
    this.update();
    try {
      await this.account.client.scrollback(this.room, page);
      this.pages++;
    } catch {
      // The network is away: the next scroll asks again.
    } finally {
      this.loading = null;
      this.update();
    }
  }

  /** Loads the past until the event is there. False when it cannot be reached. */
  async reach(eventId: string): Promise<boolean> {
    for (let tries = 0; tries < 25; tries++) {
      if (this.view.get().items.some((item) => item.key === eventId || ('id' in item && item.id === eventId))) return true;
      if (!this.hasOlder) return false;
      await this.older();
    }
    return false;
  }

  private get hasOlder(): boolean {
    return this.room.getLiveTimeline().getPaginationToken(Direction.Backward) !== null;
  }

  private readonly changed = (): void => this.refresh.ask();

  private readonly onTimeline = (event: MatrixEvent): void => {
    const writer = this.room.getMember(event.getSender() ?? '');
    if (writer?.typing) this.typing.set(this.typing.get().filter((name) => name !== writer.rawDisplayName));
    this.refresh.ask();
  };

  private readonly changedEvent = (event: MatrixEvent): void => {
    if (event.getRoomId() === this.room.roomId) this.refresh.ask();
  };

  private readonly onTyping = (_event: MatrixEvent, member: RoomMember): void => {
    if (member.roomId !== this.room.roomId) return;
    const others = this.room.currentState.getMembers().filter((one) => one.typing && one.userId !== this.account.userId);
    this.typing.set(others.map((one) => one.rawDisplayName));
  };

  private update(): void {
    const complete = !this.hasOlder;
    const events = this.room.getLiveTimeline().getEvents();
    this.decryptions.watch(events);
    const items = itemsOf(events, {
      room: this.room,
      ownId: this.account.userId,
      readUpTo: this.readUpTo,
      complete,
      trustOf: this.trust.of,
    });
    this.view.set({ items: reuse(this.view.get().items, items), loadingOlder: this.loading !== null, hasOlder: !complete, pages: this.pages });
  }
}
