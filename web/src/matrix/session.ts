import { create } from 'zustand';

/** Who is signed in on this browser, and how to speak for them. */
export interface Session {
  userId: string;
  deviceId: string;
  accessToken: string;
  refreshToken?: string;
  baseUrl: string;
}

export type SignedOutReason = 'asked' | 'expired';

const stored = 'colloque.session';

function read(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(stored) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

interface SessionState { session: Session | null; signedOut: SignedOutReason | null; fresh: boolean }

/** `fresh` says that the sign-in has just happened in this tab. */
export const useSessionStore = create<SessionState>(() => ({ session: read(), signedOut: null, fresh: false }));

export function rememberSession(session: Session): void {
  localStorage.setItem(stored, JSON.stringify(session));
  useSessionStore.setState({ session, signedOut: null, fresh: true });
}

/** Keeps renewed tokens without telling the screens, to which nothing has changed. */
export function renewTokens(tokens: Pick<Session, 'accessToken' | 'refreshToken'>): void {
  const session = read();
  if (session) localStorage.setItem(stored, JSON.stringify({ ...session, ...tokens }));
}

export const storedSession = read;

export function forgetSession(reason: SignedOutReason): void {
  localStorage.removeItem(stored);
  useSessionStore.setState({ session: null, signedOut: reason, fresh: false });
}
