import { EventType, HistoryVisibility, Preset, Visibility, type ICreateRoomOpts, type IContent } from 'matrix-js-sdk';
import type { Account } from '../core/account';

export type SalonKind = 'private' | 'forum';

export interface SalonWish { name: string; topic: string; kind: SalonKind; people: string[] }

const everyone = {
  'org.matrix.msc3401.call': 0,
  'org.matrix.msc3401.call.member': 0,
  'org.matrix.msc4143.rtc.member': 0,
  'org.matrix.msc4075.rtc.notification': 0,
  'org.matrix.msc4075.call.notify': 0,
  'org.matrix.msc4310.rtc.decline': 0,
  'io.element.call.reaction': 0,
};

/** What a new conversation lets each member do: start a call, and invite. The rest stays with its moderators. */
const powerLevels: IContent = {
  events: {
    [EventType.RoomName]: 50, [EventType.RoomAvatar]: 50, [EventType.RoomTopic]: 50, [EventType.RoomPowerLevels]: 100,
    [EventType.RoomHistoryVisibility]: 100, [EventType.RoomEncryption]: 100, [EventType.RoomServerAcl]: 100, [EventType.RoomTombstone]: 100,
    ...everyone,
  },
  invite: 0,
};

const encryption = { type: EventType.RoomEncryption, state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
const history = (visibility: HistoryVisibility) => ({
  type: EventType.RoomHistoryVisibility, state_key: '', content: { history_visibility: visibility },
});

export async function createSalon(account: Account, { name, topic, kind, people }: SalonWish): Promise<string> {
  const open = kind === 'forum';
  const options: ICreateRoomOpts = {
    name,
    ...(topic ? { topic } : {}),
    preset: open ? Preset.PublicChat : Preset.PrivateChat,
    visibility: open ? Visibility.Public : Visibility.Private,
    invite: people,
    power_level_content_override: powerLevels as never,
    initial_state: open ? [history(HistoryVisibility.Shared)] : [encryption, history(HistoryVisibility.Invited)],
  };
  const { room_id: id } = await account.client.createRoom(options);
  return id;
}

/** The direct conversation with the person: the one there is, else a new one. */
export async function openDirect(account: Account, userId: string): Promise<string> {
  const { client } = account;
  const direct = client.getAccountData(EventType.Direct)?.getContent<Record<string, string[]>>() ?? {};
  for (const id of direct[userId] ?? []) {
    const room = client.getRoom(id);
    const theirs = room?.getMember(userId)?.membership;
    if (room?.getMyMembership() === 'join' && (theirs === 'join' || theirs === 'invite')) return id;
  }
  const { room_id: id } = await client.createRoom({
    preset: Preset.TrustedPrivateChat,
    visibility: Visibility.Private,
    is_direct: true,
    invite: [userId],
    power_level_content_override: { ...powerLevels, users: undefined } as never,
    initial_state: [encryption, history(HistoryVisibility.Invited)],
  });
  await client.setAccountData(EventType.Direct, { ...direct, [userId]: [...(direct[userId] ?? []), id] });
  return id;
}
