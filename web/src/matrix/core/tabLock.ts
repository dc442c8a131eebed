const channelName = 'colloque.account';

export interface TabLock { release(): void }

/**
 * Holds the account for this tab: two tabs on one key store would corrupt it. Resolves when this tab has it.
 * `onLost` is called when another tab takes over.
 */
export function holdAccount(account: string, takeOver: boolean, onBusy: () => void, onLost: () => void): Promise<TabLock> {
  const name = `${channelName}.${account}`;
  return new Promise((resolve) => {
    const granted = () => new Promise<void>((release) => resolve({ release }));
    if (!navigator.locks) return resolve({ release: () => undefined });
    const request = async () => {
      if (!takeOver) {
        const free = await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? granted().then(() => true) : false));
        if (free) return;
        onBusy();
      }
      await navigator.locks.request(name, { steal: takeOver }, granted);
    };
    request().catch(onLost);
  });
}
