import type { Account } from '../core/account';
import { localpartOf } from '../ids';
import type { Person } from '../timeline/types';

const asked = new WeakMap<Account, Map<string, Promise<Person>>>();

/** Somebody with whom no conversation is shared yet, by their profile: an invitation names its sender by identifier alone. */
export function strangerOf(account: Account, id: string): Promise<Person> {
  let known = asked.get(account);
  if (!known) asked.set(account, (known = new Map()));
  let person = known.get(id);
  if (!person) {
    person = account.client.getProfileInfo(id).then(
      (profile) => ({ id, name: profile.displayname || localpartOf(id), avatar: profile.avatar_url ?? null }),
      () => ({ id, name: localpartOf(id), avatar: null }),
    );
    known.set(id, person);
  }
  return person;
}
