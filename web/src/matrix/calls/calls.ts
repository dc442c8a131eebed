import type { Account } from '../core/account';
import { Live } from '../core/live';

/** The call that this tab is in, if any. */
export class Calls {
  readonly current = new Live<string | null>(null);

  constructor(readonly account: Account) {}

  start(): void {}

  stop(): void {}
}
