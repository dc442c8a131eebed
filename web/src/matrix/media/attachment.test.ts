import { expect, it } from 'vitest';
import { decryptAttachment, encryptAttachment } from './attachment';

const bytes = crypto.getRandomValues(new Uint8Array(50_000)).buffer;

it('gives the bytes back as they were', async () => {
  const { data, info } = await encryptAttachment(bytes);
  expect(new Uint8Array(data)).not.toEqual(new Uint8Array(bytes));
  expect(new Uint8Array(await decryptAttachment(data, info))).toEqual(new Uint8Array(bytes));
});

it('refuses a file that was changed on the way', async () => {
  const { data, info } = await encryptAttachment(bytes);
  new Uint8Array(data)[7]! ^= 1;
  await expect(decryptAttachment(data, info)).rejects.toThrow();
});

it('leaves the lower half of the counter at zero, and names version and key as the specification asks', async () => {
  const { info } = await encryptAttachment(bytes);
  const iv = Uint8Array.from(atob(info.iv), (c) => c.charCodeAt(0));
  expect([...iv.subarray(8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(info).toMatchObject({ v: 'v2', key: { kty: 'oct', alg: 'A256CTR', ext: true } });
  expect(info.iv + info.hashes.sha256).not.toContain('=');
});
