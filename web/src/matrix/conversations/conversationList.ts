import { ClientEvent, RoomEvent, RoomStateEvent, type MatrixEvent, type Room } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { Decryptions } from '../core/decryptions';
import { batched, Live } from '../core/live';
import { strangerOf } from '../people/strangers';
import { directPeers, summarise } from './summary';
import type { Conversation } from './types';

/** Account data that summaries are made of. */
const telling = new Set(['m.direct', 'm.push_rules']);

const invitesFirst = (a: Conversation, b: Conversation) =>
  Number(b.membership === 'invited') - Number(a.membership === 'invited') || b.timestamp - a.timestamp;

/** All conversations, newest first, kept up to date: an event costs the summary of its own conversation only. */
export class ConversationList {
  readonly all = new Live<Conversation[]>([]);
  private readonly byId = new Map<string, Conversation>();
  private readonly stale = new Set<string>();
  private readonly names = new Map<string, string>();
  private everythingStale = true;
  private readonly refresh = batched(() => this.update(), 40);
  private readonly decryptions = new Decryptions((event) => this.onEvent(event));
  private expiry: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly account: Account) {}

  start(): void {
    const { client } = this.account;
    client.on(RoomEvent.Timeline, this.onTimeline);
    client.on(RoomEvent.LocalEchoUpdated, this.onTimeline);
    client.on(RoomEvent.Receipt, this.onRoomOf);
    client.on(RoomEvent.Tags, this.onRoomOf);
    client.on(RoomEvent.Name, this.onRoom);
    client.on(RoomEvent.MyMembership, this.onRoom);
    client.on(RoomEvent.Redaction, this.onTimeline);
    client.on(ClientEvent.Room, this.onRoom);
    client.on(ClientEvent.DeleteRoom, this.onAll);
    client.on(ClientEvent.AccountData, this.onAccountData);
    client.on(RoomStateEvent.Events, this.onEvent);
    client.on(ClientEvent.Sync, this.onAllOnce);
    this.expiry = setInterval(this.onCalls, 30_000);
    this.onAll();
  }

  stop(): void {
    const { client } = this.account;
    clearInterval(this.expiry);
    this.refresh.stop();
    this.decryptions.stop();
    client.off(RoomEvent.Timeline, this.onTimeline);
    client.off(RoomEvent.LocalEchoUpdated, this.onTimeline);
    client.off(RoomEvent.Receipt, this.onRoomOf);
    client.off(RoomEvent.Tags, this.onRoomOf);
    client.off(RoomEvent.Name, this.onRoom);
    client.off(RoomEvent.MyMembership, this.onRoom);
    client.off(RoomEvent.Redaction, this.onTimeline);
    client.off(ClientEvent.Room, this.onRoom);
    client.off(ClientEvent.DeleteRoom, this.onAll);
    client.off(ClientEvent.AccountData, this.onAccountData);
    client.off(RoomStateEvent.Events, this.onEvent);
    client.off(ClientEvent.Sync, this.onAllOnce);
  }

  /** A message was sent to, or everything read in, the conversation: its summary is to be made again. */
  touch(id: string): void {
    this.stale.add(id);
    this.refresh.ask();
  }

  private readonly onTimeline = (_event: unknown, room: Room | undefined): void => { if (room) this.touch(room.roomId); };
  private readonly onRoomOf = (_event: MatrixEvent, room: Room): void => this.touch(room.roomId);
  private readonly onRoom = (room: Room): void => this.touch(room.roomId);
  private readonly onEvent = (event: MatrixEvent): void => { const id = event.getRoomId(); if (id) this.touch(id); };
  private readonly onAccountData = (event: MatrixEvent): void => { if (telling.has(event.getType())) this.onAll(); };
  private readonly onAll = (): void => { this.everythingStale = true; this.refresh.ask(); };
  private readonly onCalls = (): void => { for (const one of this.byId.values()) if (one.call) this.touch(one.id); };
  private readonly onAllOnce = (state: string): void => { if (state === 'PREPARED') this.onAll(); };

  /** Who has not come yet may be known to the conversation by identifier alone: their profile tells the name. */
  private named(conversation: Conversation): Conversation {
    const { id, name, peerId } = conversation;
    if (!peerId || name !== peerId) return conversation;
    const known = this.names.get(peerId);
    if (known) return { ...conversation, name: known };
    void strangerOf(this.account, peerId).then((person) => {
      this.names.set(peerId, person.name);
      this.touch(id);
    });
    return conversation;
  }

  private update(): void {
    const { client } = this.account;
    const peers = directPeers(client);
    const ids = this.everythingStale ? client.getRooms().map((room) => room.roomId) : [...this.stale];
    if (this.everythingStale) this.byId.clear();
    this.everythingStale = false;
    this.stale.clear();
    for (const id of ids) {
      const room = client.getRoom(id);
      const summary = room && summarise(client, room, peers);
      if (room) this.decryptions.watch(room.getLiveTimeline().getEvents());
      if (summary) this.byId.set(id, this.named(summary));
      else this.byId.delete(id);
    }
    this.all.set([...this.byId.values()].sort(invitesFirst));
  }
}
