import type { Account } from '../core/account';

export interface CallWish {
  roomId: string;
  direct: boolean;
  /** Whether somebody is in the call already. */
  joining: boolean;
  encrypted: boolean;
  language: string;
  theme: 'light' | 'dark';
}

export const widgetId = 'colloque-call';

/** The address of Element Call for this call; its settings are in the fragment, which no server sees. */
export function callAddress(account: Account, wish: CallWish, origin = window.location.origin): string {
  const query = new URLSearchParams({ widgetId, parentUrl: `${origin}/` });
  const settings = new URLSearchParams({
    roomId: wish.roomId,
    userId: account.userId,
    deviceId: account.session.deviceId,
    baseUrl: account.session.baseUrl,
    intent: `${wish.joining ? 'join_existing' : 'start_call'}${wish.direct ? '_dm' : ''}`,
    perParticipantE2EE: String(wish.encrypted),
    skipLobby: 'true',
    header: 'none',
    returnToLobby: 'false',
    lang: wish.language,
    theme: wish.theme,
  });
  return `${origin}/element-call/index.html?${query}#?${settings}`;
}
