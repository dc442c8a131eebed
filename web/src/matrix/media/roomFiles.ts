import { Direction, RoomEvent, type MatrixEvent, type Room } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { Decryptions } from '../core/decryptions';
import { batched, Live } from '../core/live';
import { bodyOf } from '../timeline/body';
import { personOf } from '../timeline/message';
import type { MessageBody } from '../timeline/types';

export type FileMessageBody = Extract<MessageBody, { kind: 'image' | 'video' | 'audio' | 'file' }>;

export interface RoomFile { id: string; body: FileMessageBody; senderName: string; timestamp: number }

export interface RoomFilesView { files: RoomFile[]; searching: boolean; hasOlder: boolean }

const page = 100;
const pagesAtOnce = 5;

/**
 * The files of one conversation, the newest first. What is encrypted only this device can read, so it looks through the messages itself,
 * further into the past as long as it is asked to.
 */
export class RoomFiles {
  readonly view = new Live<RoomFilesView>({ files: [], searching: false, hasOlder: true });
  private readonly refresh = batched(() => this.update(), 60);
  private readonly decryptions = new Decryptions(this.refresh.ask);
  private searching = false;
  private stopped = false;

  constructor(private readonly account: Account, private readonly room: Room) {}

  start(): void {
    this.stopped = false;
    this.room.on(RoomEvent.Timeline, this.refresh.ask);
    this.room.on(RoomEvent.Redaction, this.refresh.ask);
    this.update();
    void this.room.decryptAllEvents();
    void this.further();
  }

  stop(): void {
    this.stopped = true;
    this.refresh.stop();
    this.room.off(RoomEvent.Timeline, this.refresh.ask);
    this.room.off(RoomEvent.Redaction, this.refresh.ask);
    this.decryptions.stop();
  }

  /** Looks through some more of the past. */
  async further(): Promise<void> {
    if (this.searching || !this.hasOlder) return;
    this.searching = true;
    this.update();
    try {
      for (let pages = 0; pages < pagesAtOnce && this.hasOlder && !this.stopped; pages++) {
        await this.account.client.scrollback(this.room, page);
        await this.room.decryptAllEvents();
      }
    } catch {
      // The network is away: it is asked again by whoever wants more.
    } finally {
      this.searching = false;
      if (!this.stopped) this.update();
    }
  }

  private get hasOlder(): boolean {
    return this.room.getLiveTimeline().getPaginationToken(Direction.Backward) !== null;
  }

  private update(): void {
    const events = this.room.getLiveTimeline().getEvents();
    this.decryptions.watch(events);
    const files = events.flatMap((event) => this.describe(event)).reverse();
    this.view.set({ files, searching: this.searching, hasOlder: this.hasOlder });
  }

  private describe(event: MatrixEvent): RoomFile[] {
    if (event.getType() !== 'm.room.message' || event.isRedacted() || event.isRelation('m.replace') || event.status) return [];
    const body = bodyOf(event, null);
    if (!('source' in body) || !body.source) return [];
    return [{ id: event.getId()!, body, senderName: personOf(this.room, event.getSender() ?? '').name, timestamp: event.getTs() }];
  }
}
