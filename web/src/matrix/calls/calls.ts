import { EventType, RoomEvent, type MatrixEvent, type Room } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { Live } from '../core/live';
import { whenReadable } from '../core/readable';
import type { Downloads } from '../media/downloads';
import type { CallSession } from './callSession';
import { callMembersOf, callMemberType, leaveBehindNothing } from './memberships';

export interface RingingCall { roomId: string; eventId: string; caller: { id: string; name: string; avatar: string | null }; until: number }

export type CallRefusal = 'notAllowed' | 'notAvailable';

export class CallRefusedError extends Error {
  constructor(readonly reason: CallRefusal) {
    super(reason);
  }
}

const longestRing = 60_000;
const graceToLeave = 2_000;

/** The call that this tab is in, and the one that rings. */
export class Calls {
  readonly current = new Live<CallSession | null>(null);
  readonly ringing = new Live<RingingCall | null>(null);
  private ringEnd: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly account: Account, private readonly downloads: Downloads) {}

  start(): void {
    this.account.client.on(RoomEvent.Timeline, this.onEvent);
    window.addEventListener('pagehide', this.onLeavePage);
  }

  stop(): void {
    this.account.client.off(RoomEvent.Timeline, this.onEvent);
    window.removeEventListener('pagehide', this.onLeavePage);
    this.current.get()?.end();
    this.silence();
  }

  /** Starts the call of the conversation, or joins the one that is on. */
  async join(roomId: string, look: { language: string; theme: 'light' | 'dark' }): Promise<void> {
    if (this.current.get()?.room.roomId === roomId) return;
    const room = this.account.client.getRoom(roomId);
    if (!room) return;
    await this.makeAllowed(room);
    this.current.get()?.end();
    this.silence();
    const direct = room.getJoinedMemberCount() <= 2 && this.isDirect(roomId);
    const joining = callMembersOf(room).some((member) => member.userId !== this.account.userId);
    const { CallSession: Session } = await import('./callSession');
    const session: CallSession = new Session(
      this.account, this.downloads, room, { roomId, direct, joining, encrypted: room.hasEncryptionStateEvent(), ...look },
      () => {
        if (this.current.get() === session) this.current.set(null);
        setTimeout(() => { if (this.current.get()?.room !== room) void leaveBehindNothing(this.account, room); }, graceToLeave);
      },
    );
    this.current.set(session);
  }

  /** Says no to the call that rings. MSC4310. */
  decline(): void {
    const call = this.ringing.get();
    this.silence();
    if (!call) return;
    void this.account.client.sendEvent(call.roomId, 'org.matrix.msc4310.rtc.decline' as never, {
      'm.relates_to': { rel_type: 'm.reference', event_id: call.eventId },
    } as never).catch(() => undefined);
  }

  /** Older conversations keep calls to moderators: one who may change that does, with the first call. */
  private async makeAllowed(room: Room): Promise<void> {
    const { userId, client } = this.account;
    if (room.currentState.maySendStateEvent(callMemberType, userId)) return;
    if (!room.currentState.maySendStateEvent(EventType.RoomPowerLevels, userId)) throw new CallRefusedError('notAllowed');
    const levels = room.currentState.getStateEvents(EventType.RoomPowerLevels, '')?.getContent<{ events?: Record<string, number> }>() ?? {};
    await client.sendStateEvent(room.roomId, EventType.RoomPowerLevels, { ...levels, events: { ...levels.events, [callMemberType]: 0 } } as never);
  }

  private isDirect(roomId: string): boolean {
    const direct = this.account.client.getAccountData(EventType.Direct)?.getContent<Record<string, string[]>>() ?? {};
    return Object.values(direct).some((rooms) => rooms.includes(roomId));
  }

  private readonly onEvent = (event: MatrixEvent, room: Room | undefined, toStart: boolean | undefined, _removed: boolean, data: { liveEvent?: boolean }): void => {
    if (!room || toStart || !data.liveEvent) return;
    whenReadable(this.account.client, event, () => this.ring(event, room));
  };

  private ring(event: MatrixEvent, room: Room): void {
    if (event.getType() !== 'org.matrix.msc4075.rtc.notification' || event.getSender() === this.account.userId) return;
    const content = event.getContent<{ notification_type?: string; sender_ts?: number; lifetime?: number }>();
    const since = typeof content.sender_ts === 'number' ? content.sender_ts : event.getTs();
    const until = since + Math.min(longestRing, typeof content.lifetime === 'number' ? content.lifetime : 30_000);
    if (content.notification_type !== 'ring' || until < Date.now() || this.current.get()?.room.roomId === room.roomId) return;
    const id = event.getSender()!;
    const member = room.getMember(id);
    this.ringing.set({ roomId: room.roomId, eventId: event.getId()!, until, caller: { id, name: member?.rawDisplayName ?? id, avatar: member?.getMxcAvatarUrl() ?? null } });
    clearTimeout(this.ringEnd);
    this.ringEnd = setTimeout(() => this.silence(), until - Date.now());
  }

  private silence(): void {
    clearTimeout(this.ringEnd);
    this.ringing.set(null);
  }

  private readonly onLeavePage = (): void => this.current.get()?.hangUp();
}
