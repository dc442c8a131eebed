import { create } from 'zustand';

interface Preferences {
  listWidth: number;
  panelWidth: number;
  enterSends: boolean;
  notifications: boolean;
  /** Whether a notification shows what a message says. */
  notificationContent: boolean;
  /** Whether the composer shows its tools for bold, lists and the like. */
  formatting: boolean;
}

const stored = 'colloque.preferences';
const defaults: Preferences = { listWidth: 332, panelWidth: 320, enterSends: true, notifications: false, notificationContent: true, formatting: false };

function read(): Preferences {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(stored) ?? '{}') as Partial<Preferences>) };
  } catch {
    return defaults;
  }
}

/** What this browser remembers of how the person likes it. */
export const usePreferences = create<Preferences>(read);

usePreferences.subscribe((preferences) => localStorage.setItem(stored, JSON.stringify(preferences)));

export const setPreference = (change: Partial<Preferences>): void => usePreferences.setState(change);
