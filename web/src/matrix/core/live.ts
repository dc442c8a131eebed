import { useSyncExternalStore } from 'react';

/** A value that changes over time and tells those who watch it. Values are never mutated, only replaced. */
export class Live<T> {
  private readonly watchers = new Set<() => void>();

  constructor(private current: T) {}

  readonly get = (): T => this.current;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  set(value: T): void {
    if (Object.is(value, this.current)) return;
    this.current = value;
    for (const watcher of Array.from(this.watchers)) watcher();
  }
}

export const useLive = <T>(live: Live<T>): T => useSyncExternalStore(live.subscribe, live.get);

/** Runs `work` once, shortly, however often it is asked for: bursts of events cost one pass. */
export function batched(work: () => void, delay = 16): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, delay);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
