import type { Account } from '../core/account';
import { withPassword } from '../crypto/interactive';

export interface Device { id: string; name: string; lastSeen: number | null; current: boolean; verified: boolean }

export async function listDevices(account: Account): Promise<Device[]> {
  const { client, userId, session } = account;
  const { devices } = await client.getDevices();
  const crypto = client.getCrypto();
  const described = await Promise.all(devices.map(async (device) => ({
    id: device.device_id,
    name: device.display_name ?? '',
    lastSeen: device.last_seen_ts ?? null,
    current: device.device_id === session.deviceId,
    verified: (await crypto?.getDeviceVerificationStatus(userId, device.device_id))?.crossSigningVerified ?? false,
  })));
  return described.sort((a, b) => Number(b.current) - Number(a.current) || (b.lastSeen ?? 0) - (a.lastSeen ?? 0));
}

export const renameDevice = (account: Account, id: string, name: string): Promise<unknown> =>
  account.client.setDeviceDetails(id, { display_name: name });

/** Signs the devices out; the service wants the password for it. */
export const signOutDevices = (account: Account, ids: string[], password: string): Promise<unknown> =>
  withPassword(account.userId, () => password)((auth) => account.client.deleteMultipleDevices(ids, (auth ?? undefined) as never) as Promise<never>);
