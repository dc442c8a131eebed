import { EventType } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { administrationOf } from '../ids';

/** Accepts an invitation; a conversation that was meant as direct is remembered as such. */
export async function acceptInvite(account: Account, id: string): Promise<void> {
  const { client } = account;
  const room = client.getRoom(id);
  const peer = room?.getDMInviter();
  const inviter = room?.getMember(account.userId)?.events.member?.getSender();
  const viaServers = [...new Set([id, inviter ?? ''].filter((name) => name.includes(':')).map(administrationOf))];
  await client.joinRoom(id, { viaServers });
  if (!peer) return;
  const direct = client.getAccountData(EventType.Direct)?.getContent<Record<string, string[]>>() ?? {};
  await client.setAccountData(EventType.Direct, { ...direct, [peer]: [...new Set([...(direct[peer] ?? []), id])] });
}

/** Declines an invitation or leaves the conversation. */
export async function leave(account: Account, id: string): Promise<void> {
  await account.client.leave(id);
  await account.client.forget(id).catch(() => undefined);
}

export const invite = (account: Account, id: string, userId: string): Promise<unknown> => account.client.invite(id, userId);

export const removeMember = (account: Account, id: string, userId: string): Promise<unknown> => account.client.kick(id, userId);

export const setRole = (account: Account, id: string, userId: string, power: number): Promise<unknown> => account.client.setPowerLevel(id, userId, power);
