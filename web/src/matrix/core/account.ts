import {
  ClientEvent, createClient, IndexedDBStore, PendingEventOrdering, SyncState, type MatrixClient,
} from 'matrix-js-sdk';
import { SecretKeys } from '../crypto/secretKeys';
import type { Session } from '../session';
import { Live } from './live';
import { hush, quietLogger } from './logger';
import { Tokens } from './tokens';
import { sendUnsent } from './unsent';

export type Connection = 'connecting' | 'online' | 'offline';

/** One signed-in account: the SDK's client with its stores, and how it goes with the network. */
export class Account {
  readonly connection = new Live<Connection>('connecting');
  readonly ready = new Live(false);
  readonly secretKeys = new SecretKeys();
  readonly tokens: Tokens;
  readonly client: MatrixClient;
  private readonly store: IndexedDBStore;

  constructor(readonly session: Session) {
    hush();
    this.tokens = new Tokens(session);
    this.store = new IndexedDBStore({
      indexedDB: window.indexedDB,
      localStorage: window.localStorage,
      dbName: this.storeName,
      workerFactory: () => new Worker(new URL('./syncStoreWorker.ts', import.meta.url), { type: 'module' }),
    });
    this.client = createClient({
      baseUrl: session.baseUrl,
      userId: session.userId,
      deviceId: session.deviceId,
      accessToken: session.accessToken,
      fetchFn: this.tokens.fetch as typeof fetch,
      store: this.store,
      cryptoCallbacks: this.secretKeys.callbacks,
      logger: quietLogger,
      timelineSupport: true,
      verificationMethods: ['m.sas.v1'],
    });
  }

  get userId(): string {
    return this.session.userId;
  }

  private get storeName(): string {
    return `colloque-${this.session.userId}-${this.session.deviceId}`;
  }

  /** Opens the stores, then the sync; `ready` turns true from the local store, before the network, when there is one. */
  async start(): Promise<void> {
    this.client.on(ClientEvent.Sync, this.onSync);
    await Promise.all([
      this.store.startup(),
      this.client.initRustCrypto({ cryptoDatabasePrefix: this.storeName }),
    ]);
    await this.client.startClient({
      initialSyncLimit: 12,
      lazyLoadMembers: true,
      pendingEventOrdering: PendingEventOrdering.Chronological,
      disablePresence: true,
    });
    document.addEventListener('visibilitychange', this.saveWhenHidden);
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.saveWhenHidden);
    this.client.off(ClientEvent.Sync, this.onSync);
    this.client.stopClient();
  }

  /** Ends the session on the server and removes what this browser keeps of it. */
  async signOut(): Promise<void> {
    this.stop();
    await this.client.logout().catch(() => undefined);
    await this.client.clearStores({ cryptoDatabasePrefix: this.storeName }).catch(() => undefined);
  }

  private readonly onSync = (state: SyncState): void => {
    if (state === SyncState.Prepared || state === SyncState.Syncing || state === SyncState.Catchup) {
      this.ready.set(true);
    }
    if (state === SyncState.Syncing) {
      const back = this.connection.get() === 'offline';
      this.connection.set('online');
      if (back) void sendUnsent(this.client);
    } else if (state === SyncState.Reconnecting || state === SyncState.Error) this.connection.set('offline');
  };

  private readonly saveWhenHidden = (): void => {
    if (document.hidden) void this.store.save(true);
  };
}
