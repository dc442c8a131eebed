import type { Account } from '../core/account';
import { administrationOf, isUserId, localpartOf } from '../ids';
import type { Person } from '../timeline/types';

export interface FoundPerson extends Person { administration: string }

const found = (id: string, name: string | undefined, avatar: string | undefined): FoundPerson => ({
  id, name: name || localpartOf(id), avatar: avatar ?? null, administration: administrationOf(id),
});

async function byId(account: Account, id: string): Promise<FoundPerson> {
  const profile = await account.client.getProfileInfo(id).catch(() => ({}) as { displayname?: string; avatar_url?: string });
  return found(id, profile.displayname, profile.avatar_url);
}

/** People of all administrations that the name, address or identifier fits. Spec: client-server-api, "User Directory". */
export async function searchPeople(account: Account, term: string): Promise<FoundPerson[]> {
  const wanted = term.trim();
  if (wanted.length < 2) return [];
  const [exact, listed] = await Promise.all([
    isUserId(wanted) ? byId(account, wanted) : null,
    account.client.searchUserDirectory({ term: wanted, limit: 20 }).then(({ results }) => results, () => []),
  ]);
  const people = listed.map((person) => found(person.user_id, person.display_name, person.avatar_url));
  return [...(exact ? [exact] : []), ...people.filter(({ id }) => id !== exact?.id && id !== account.userId)];
}
