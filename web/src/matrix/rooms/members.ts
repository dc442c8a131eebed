import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api';
import { RoomStateEvent, type Room, type RoomMember } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { batched, Live } from '../core/live';
import { administrationOf } from '../ids';

export type Role = 'administrator' | 'moderator' | 'member';

export interface Member {
  id: string;
  name: string;
  avatar: string | null;
  administration: string;
  role: Role;
  membership: 'joined' | 'invited';
  verified: boolean;
  self: boolean;
  canRemove: boolean;
  canChangeRole: boolean;
}

export interface MembersView { members: Member[]; canInvite: boolean; loading: boolean }

const roleOf = (power: number): Role => (power >= 100 ? 'administrator' : power >= 50 ? 'moderator' : 'member');
const order: Role[] = ['administrator', 'moderator', 'member'];

/** The members of one conversation, moderators first. */
export class RoomMembers {
  readonly view = new Live<MembersView>({ members: [], canInvite: false, loading: true });
  private readonly refresh = batched(() => this.update(), 60);
  private readonly verified = new Set<string>();
  private loading = true;

  constructor(private readonly account: Account, private readonly room: Room) {}

  start(): void {
    this.room.on(RoomStateEvent.Members, this.refresh.ask);
    this.room.on(RoomStateEvent.Events, this.refresh.ask);
    this.account.client.on(CryptoEvent.UserTrustStatusChanged, this.askTrust);
    this.update();
    void this.load();
  }

  stop(): void {
    this.refresh.stop();
    this.room.off(RoomStateEvent.Members, this.refresh.ask);
    this.room.off(RoomStateEvent.Events, this.refresh.ask);
    this.account.client.off(CryptoEvent.UserTrustStatusChanged, this.askTrust);
  }

  private async load(): Promise<void> {
    await this.room.loadMembersIfNeeded().catch(() => undefined);
    this.loading = false;
    this.update();
    this.askTrust();
  }

  private readonly askTrust = (): void => {
    const crypto = this.account.client.getCrypto();
    for (const { userId } of this.room.getJoinedMembers().slice(0, 200)) {
      void crypto?.getUserVerificationStatus(userId).then((status) => {
        const changed = status.isVerified() ? !this.verified.has(userId) && this.verified.add(userId) : this.verified.delete(userId);
        if (changed) this.refresh.ask();
      });
    }
  };

  private update(): void {
    const own = this.room.getMember(this.account.userId);
    const members = [...this.room.getMembersWithMembership('join'), ...this.room.getMembersWithMembership('invite')]
      .map((member) => this.describe(member, own))
      .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name));
    this.view.set({ members, canInvite: this.room.canInvite(this.account.userId), loading: this.loading });
  }

  private describe(member: RoomMember, own: RoomMember | null): Member {
    const ownPower = own?.powerLevel ?? 0;
    const below = member.powerLevel < ownPower;
    return {
      id: member.userId,
      name: member.rawDisplayName || member.userId,
      avatar: member.getMxcAvatarUrl() ?? null,
      administration: administrationOf(member.userId),
      role: roleOf(member.powerLevel),
      membership: member.membership === 'invite' ? 'invited' : 'joined',
      verified: this.verified.has(member.userId),
      self: member.userId === this.account.userId,
      canRemove: below && this.room.currentState.hasSufficientPowerLevelFor('kick', ownPower),
      canChangeRole: below && this.room.currentState.maySendStateEvent('m.room.power_levels', this.account.userId),
    };
  }
}
