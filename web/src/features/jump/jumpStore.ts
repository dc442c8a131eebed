import { create } from 'zustand';

/** What lies over the screen by a shortcut: the jump, or a new conversation that was chosen there. */
export const useJump = create<{ open: 'jump' | 'new' | null }>(() => ({ open: null }));

export const openJump = (): void => useJump.setState({ open: 'jump' });
export const closeJump = (): void => useJump.setState({ open: null });
