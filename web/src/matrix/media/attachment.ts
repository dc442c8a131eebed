import type { EncryptionInfo } from '../timeline/types';

const base64 = (bytes: ArrayBuffer | Uint8Array): string => {
  const view = new Uint8Array(bytes);
  let binary = '';
  for (let i = 0; i < view.length; i += 8192) binary += String.fromCharCode(...view.subarray(i, i + 8192));
  return btoa(binary).replace(/=+$/, '');
};

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

export interface EncryptedAttachment { data: ArrayBuffer; info: Omit<EncryptionInfo, 'url'> }

/** Encrypts a file before it leaves. Spec: client-server-api, "Extensions to m.room.message msgtypes", EncryptedFile v2. */
export async function encryptAttachment(plain: ArrayBuffer): Promise<EncryptedAttachment> {
  const iv = new Uint8Array(16);
  crypto.getRandomValues(iv.subarray(0, 8));
  const key = await crypto.subtle.generateKey({ name: 'AES-CTR', length: 256 }, true, ['encrypt', 'decrypt']);
  const data = await crypto.subtle.encrypt({ name: 'AES-CTR', counter: iv, length: 64 }, key, plain);
  const exported = await crypto.subtle.exportKey('jwk', key);
  const hash = await crypto.subtle.digest('SHA-256', data);
  return {
    data,
    info: {
      v: 'v2',
      key: { kty: 'oct', alg: 'A256CTR', ext: true, k: exported.k!, key_ops: ['encrypt', 'decrypt'] },
      iv: base64(iv),
      hashes: { sha256: base64(hash) },
    },
  };
}

export class DamagedFileError extends Error {}

/** Decrypts a file after checking that it is what was sent. */
export async function decryptAttachment(data: ArrayBuffer, info: Omit<EncryptionInfo, 'url'>): Promise<ArrayBuffer> {
  const hash = base64(await crypto.subtle.digest('SHA-256', data));
  if (hash !== info.hashes.sha256?.replace(/=+$/, '')) throw new DamagedFileError('hash');
  const key = await crypto.subtle.importKey('jwk', info.key, { name: 'AES-CTR' }, false, ['decrypt']);
  const length = info.v === 'v1' || info.v === 'v2' ? 64 : 128;
  return crypto.subtle.decrypt({ name: 'AES-CTR', counter: bytesOf(info.iv), length }, key, data);
}
