import { EventType, JoinRule, NotificationCountType, type MatrixClient, type Room } from 'matrix-js-sdk';
import { callMembersOf } from '../calls/memberships';
import { attentionOf } from '../notifications/attention';
import { lastLineOf } from './lastLine';
import type { CallSummary, Conversation, Inviter } from './types';

/** The person that a conversation is with, when it is a direct one. */
export function directPeers(client: MatrixClient): Map<string, string> {
  const content = client.getAccountData(EventType.Direct)?.getContent<Record<string, unknown>>() ?? {};
  const peers = new Map<string, string>();
  for (const [userId, rooms] of Object.entries(content)) {
    if (Array.isArray(rooms)) for (const room of rooms) peers.set(String(room), userId);
  }
  return peers;
}

function callOf(room: Room, ownId: string): CallSummary | null {
  const members = callMembersOf(room);
  if (members.length === 0) return null;
  const participants = [...new Set(members.map((member) => member.userId))];
  return { participants, since: members[0]!.since, own: participants.includes(ownId) };
}

function inviterOf(room: Room, ownId: string): Inviter | null {
  const id = room.getMember(ownId)?.events.member?.getSender();
  return id ? { id, name: room.getMember(id)?.rawDisplayName ?? id } : null;
}

/** Whether nothing here tells how the other is called: an invitation from elsewhere may come without their name. */
function isNameless(room: Room, peerId: string): boolean {
  const named = room.currentState.getStateEvents(EventType.RoomName, '')?.getContent().name;
  return !named && !room.getMember(peerId)?.events.member?.getContent().displayname;
}

/** A conversation whose other person is not known by name yet bears their identifier. */
export function summarise(client: MatrixClient, room: Room, peers: Map<string, string>): Conversation | null {
  const ownId = client.getSafeUserId();
  const membership = room.getMyMembership();
  if ((membership !== 'join' && membership !== 'invite') || room.isSpaceRoom()) return null;
  const invited = membership === 'invite';
  const peerId = peers.get(room.roomId) ?? (invited ? room.getDMInviter() : undefined) ?? null;
  const last = invited ? null : lastLineOf(room, ownId);
  const avatarMember = peerId ? (room.getMember(peerId) ?? room.getAvatarFallbackMember()) : undefined;
  return {
    id: room.roomId,
    name: peerId && isNameless(room, peerId) ? peerId : room.name,
    topic: String(room.currentState.getStateEvents('m.room.topic', '')?.getContent().topic ?? ''),
    avatar: room.getMxcAvatarUrl() ?? avatarMember?.getMxcAvatarUrl() ?? null,
    kind: peerId ? 'direct' : 'salon',
    membership: invited ? 'invited' : 'joined',
    peerId,
    encrypted: room.hasEncryptionStateEvent(),
    open: room.getJoinRule() === JoinRule.Public,
    unread: room.getUnreadNotificationCount(NotificationCountType.Total),
    mentions: room.getUnreadNotificationCount(NotificationCountType.Highlight),
    favourite: 'm.favourite' in room.tags,
    attention: attentionOf(client, room.roomId),
    last: last?.line ?? null,
    timestamp: last?.timestamp ?? room.getLastActiveTimestamp(),
    inviter: invited ? inviterOf(room, ownId) : null,
    call: callOf(room, ownId),
    memberCount: room.getJoinedMemberCount(),
  };
}
