import type { Account } from '../core/account';

/** Spec: client-server-api, "Room Tagging". */
export const setFavourite = (account: Account, id: string, favourite: boolean): Promise<unknown> =>
  favourite ? account.client.setRoomTag(id, 'm.favourite', { order: 0.5 }) : account.client.deleteRoomTag(id, 'm.favourite');
