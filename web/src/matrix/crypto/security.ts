import { CryptoEvent, decodeRecoveryKey, type GeneratedSecretStorageKey } from 'matrix-js-sdk/lib/crypto-api';
import type { MatrixClient } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { batched, Live } from '../core/live';
import { passwordInHand } from '../passwordInHand';
import { withPassword } from './interactive';

/**
 * How far this device has come: `new` has no keys anywhere yet; `unconfirmed` is a new device of an account that has keys;
 * `confirmed` can read and be trusted, `noRecovery` too, but losing it would lose everything.
 */
export type SecurityState = 'unknown' | 'new' | 'unconfirmed' | 'noRecovery' | 'confirmed';

export class WrongRecoveryKeyError extends Error {}

export type RecoveryKey = GeneratedSecretStorageKey;

/** The account's own keys: made once, opened again on each new device. */
export class Security {
  readonly state = new Live<SecurityState>('unknown');
  private looks = 0;
  private readonly refresh = batched(() => void this.check(), 200);

  constructor(private readonly account: Account) {}

  start(): void {
    const { client } = this.account;
    client.on(CryptoEvent.KeysChanged, this.refresh.ask);
    client.on(CryptoEvent.UserTrustStatusChanged, this.refresh.ask);
    client.on(CryptoEvent.DevicesUpdated, this.refresh.ask);
    client.on(CryptoEvent.KeyBackupDecryptionKeyCached, this.onBackupKey);
    void this.check();
  }

  stop(): void {
    const { client } = this.account;
    this.refresh.stop();
    client.off(CryptoEvent.KeysChanged, this.refresh.ask);
    client.off(CryptoEvent.UserTrustStatusChanged, this.refresh.ask);
    client.off(CryptoEvent.DevicesUpdated, this.refresh.ask);
    client.off(CryptoEvent.KeyBackupDecryptionKeyCached, this.onBackupKey);
  }

  private get crypto() {
    return this.account.client.getCrypto()!;
  }

  /** Looks how far this device has come. Of several looks at once, only the last one counts. */
  async check(): Promise<void> {
    const look = ++this.looks;
    const state = await this.find();
    if (state && look === this.looks) this.state.set(state);
  }

  private async find(): Promise<SecurityState | null> {
    const { userId, session } = this.account;
    const confirmed = async () => (await this.crypto.getDeviceVerificationStatus(userId, session.deviceId))?.crossSigningVerified;
    if (!(await confirmed())) {
      const known = await this.crypto.userHasCrossSigningKeys(userId, true).catch(() => null);
      if (known === null) return null;
      if (!(await confirmed())) return known ? 'unconfirmed' : 'new';
    }
    return (await this.crypto.isSecretStorageReady()) ? 'confirmed' : 'noRecovery';
  }

  /** A recovery key that is nowhere but in memory until `adopt`. */
  makeKey(): Promise<RecoveryKey> {
    return this.crypto.createRecoveryKeyFromPassphrase();
  }

  /** Creates the account's keys if it has none, and lays them down on the service, locked with the recovery key. */
  async adopt(key: RecoveryKey, password?: string): Promise<void> {
    await this.account.secretKeys.with(key.privateKey, async () => {
      await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: this.authorise(password) });
      await this.crypto.bootstrapSecretStorage({
        createSecretStorageKey: async () => key,
        setupNewSecretStorage: true,
        setupNewKeyBackup: true,
      });
    });
    passwordInHand.forget();
    await this.crypto.checkKeyBackupAndEnable();
    await this.check();
  }

  /** Confirms this device with the recovery key, and fetches the keys of earlier messages. */
  async recover(words: string): Promise<void> {
    const key = await this.verifiedKey(words);
    await this.account.secretKeys.with(key, async () => {
      await this.crypto.bootstrapCrossSigning({});
      await this.crypto.loadSessionBackupPrivateKeyFromSecretStorage().catch(() => undefined);
    });
    await this.crypto.checkKeyBackupAndEnable();
    await this.check();
    void this.crypto.restoreKeyBackup().catch(() => undefined);
  }

  /** Starts anew: earlier encrypted messages stay closed, and others see a new identity. */
  async reset(key: RecoveryKey, password?: string): Promise<void> {
    await this.account.secretKeys.with(key.privateKey, async () => {
      await this.crypto.bootstrapCrossSigning({ setupNewCrossSigning: true, authUploadDeviceSigningKeys: this.authorise(password) });
      await this.crypto.bootstrapSecretStorage({
        createSecretStorageKey: async () => key,
        setupNewSecretStorage: true,
        setupNewKeyBackup: true,
      });
    });
    passwordInHand.forget();
    await this.crypto.checkKeyBackupAndEnable();
    await this.check();
  }

  private async verifiedKey(words: string): Promise<Uint8Array<ArrayBuffer>> {
    const storage = this.account.client.secretStorage;
    const stored = await storage.getKey();
    try {
      const key = decodeRecoveryKey(words.trim()) as Uint8Array<ArrayBuffer>;
      if (stored && (await storage.checkKey(key, stored[1]))) return key;
    } catch {
      throw new WrongRecoveryKeyError();
    }
    throw new WrongRecoveryKeyError();
  }

  private authorise(password?: string) {
    return withPassword(this.account.userId, () => password ?? passwordInHand.peek());
  }

  private readonly onBackupKey = (): void => {
    void this.crypto.checkKeyBackupAndEnable().then(() => this.crypto.restoreKeyBackup()).catch(() => undefined);
    this.refresh.ask();
  };
}

export const lastGroupOf = (encoded: string): string => encoded.trim().split(/\s+/).at(-1) ?? '';

export type { MatrixClient };
