import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 799px)');

const subscribe = (changed: () => void): (() => void) => {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
};

/** Whether one place at a time is all that the window holds. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
