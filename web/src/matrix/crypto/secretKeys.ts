import type { CryptoCallbacks } from 'matrix-js-sdk/lib/crypto-api';

type Key = Uint8Array<ArrayBuffer>;

/** The recovery key, in memory only, while an operation that needs it runs. */
export class SecretKeys {
  private readonly known = new Map<string, Key>();
  private offered: Key | null = null;

  readonly callbacks: CryptoCallbacks = {
    getSecretStorageKey: async ({ keys }) => {
      for (const id of Object.keys(keys)) {
        const key = this.known.get(id) ?? this.offered;
        if (key) return [id, key];
      }
      return null;
    },
    cacheSecretStorageKey: (id, _info, key) => {
      this.known.set(id, key);
    },
  };

  /** Makes the key available to `work`, and forgets it afterwards. */
  async with<T>(key: Key, work: () => Promise<T>): Promise<T> {
    this.offered = key;
    try {
      return await work();
    } finally {
      this.offered = null;
      this.known.clear();
    }
  }
}
