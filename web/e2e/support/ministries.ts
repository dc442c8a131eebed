import { createHmac, randomBytes } from 'node:crypto';

/**
 * The ministries under test, from the environment: COLLOQUE_E2E_A and COLLOQUE_E2E_B, each a JSON object
 * {"url": "http://assemblee.localhost:8081", "registrationSecret": "…"} (accounts are made for each test), or
 * {"url": "…", "accounts": [{"user": "claire", "password": "…"}, …]} (accounts that have never signed in, taken in their order).
 * COLLOQUE_E2E_CALLS=off leaves the call out, where there is no LiveKit.
 */
export interface Account { user: string; password: string; name: string; id: string; url: string }

interface Given { url: string; registrationSecret?: string; accounts?: { user: string; password: string }[] }

const read = (variable: string): Given | null => {
  const text = process.env[variable];
  return text ? (JSON.parse(text) as Given) : null;
};

export const ministryA = read('COLLOQUE_E2E_A');
export const ministryB = read('COLLOQUE_E2E_B') ?? ministryA;
export const given = ministryA !== null;
export const callsGiven = process.env.COLLOQUE_E2E_CALLS !== 'off';

const used = new Map<Given, number>();

/** Browsers know that names under localhost are this machine; not every resolver does. */
const fromHere = (url: string): string => url.replace(/\/\/[^/:]+\.localhost\b/, '//127.0.0.1');

async function register(ministry: Given, user: string, password: string): Promise<string> {
  const address = `${fromHere(ministry.url)}/_synapse/admin/v1/register`;
  const { nonce } = (await (await fetch(address)).json()) as { nonce: string };
  const mac = createHmac('sha1', ministry.registrationSecret!).update([nonce, user, password, 'notadmin'].join('\0')).digest('hex');
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ nonce, username: user, password, admin: false, mac }),
  });
  if (!answer.ok) throw new Error(`registering ${user}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { user_id: string }).user_id;
}

async function identify(ministry: Given, user: string, password: string): Promise<string> {
  const answer = await fetch(`${fromHere(ministry.url)}/_matrix/client/v3/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: 'm.login.password', identifier: { type: 'm.id.user', user }, password }),
  });
  const { user_id: id, access_token: token } = (await answer.json()) as { user_id: string; access_token: string };
  await fetch(`${fromHere(ministry.url)}/_matrix/client/v3/logout`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
  return id;
}

/** An account that has never been used, whose person bears this name. */
export async function newAccount(ministry: Given | null, name: string): Promise<Account> {
  if (!ministry) throw new Error('COLLOQUE_E2E_A is not set');
  const { url } = ministry;
  if (!ministry.registrationSecret) {
    const index = used.get(ministry) ?? 0;
    used.set(ministry, index + 1);
    const account = ministry.accounts?.[index];
    if (!account) throw new Error(`${url} needs more accounts, or a registrationSecret`);
    return { ...account, name, url, id: await identify(ministry, account.user, account.password) };
  }
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z]+/g, '.');
  const user = `${plain}.${randomBytes(3).toString('hex')}`;
  const password = randomBytes(9).toString('base64url');
  return { user, password, name, url, id: await register(ministry, user, password) };
}
