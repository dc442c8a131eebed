/** The service that answers for a server name. */
export interface Service { baseUrl: string; serverName: string }

interface WellKnown { 'm.homeserver'?: { base_url?: unknown } }

async function wellKnownBaseUrl(origin: string): Promise<string | null> {
  try {
    const response = await fetch(`${origin}/.well-known/matrix/client`, { credentials: 'omit', signal: AbortSignal.timeout(5000) });
    if (!response.ok) return null;
    const body = (await response.json()) as WellKnown;
    const baseUrl = body['m.homeserver']?.base_url;
    return typeof baseUrl === 'string' && URL.canParse(baseUrl) ? baseUrl.replace(/\/+$/, '') : null;
  } catch {
    return null;
  }
}

/** The server name in a full identifier, if it has one. */
export const serverNameOf = (identifier: string): string | null => /^@[^:]+:(.+)$/.exec(identifier.trim())?.[1] ?? null;

/**
 * Finds the service for what the person typed: the named server when it answers, else the service this page came from.
 * Spec: client-server-api, "Well-known URIs".
 */
export async function discover(identifier: string): Promise<Service> {
  const here = { baseUrl: window.location.origin, serverName: window.location.hostname };
  const named = serverNameOf(identifier);
  if (named && named !== here.serverName) {
    const baseUrl = await wellKnownBaseUrl(`https://${named}`);
    if (baseUrl) return { baseUrl, serverName: named };
  }
  return { ...here, baseUrl: (await wellKnownBaseUrl(here.baseUrl)) ?? here.baseUrl };
}
