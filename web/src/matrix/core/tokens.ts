import { forgetSession, renewTokens, storedSession, type Session } from '../session';

/** Speaks for the session: adds its token to requests, and renews the token when the server says that it has run out. */
export class Tokens {
  private renewal: Promise<boolean> | null = null;

  constructor(private session: Session) {}

  get accessToken(): string {
    return this.session.accessToken;
  }

  /** A `fetch` that the SDK and the downloads use alike. */
  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(input, this.authorised(init));
    if (response.status !== 401 || !this.speaksForUs(init)) return response;
    const { errcode } = (await response.clone().json().catch(() => ({}))) as { errcode?: string };
    if (errcode !== 'M_UNKNOWN_TOKEN') return response;
    this.renewal ??= this.renew().finally(() => { this.renewal = null; });
    return (await this.renewal) ? fetch(input, this.authorised(init)) : response;
  };

  private speaksForUs(init: RequestInit): boolean {
    return new Headers(init.headers).has('Authorization');
  }

  private authorised(init: RequestInit): RequestInit {
    if (!this.speaksForUs(init)) return init;
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${this.session.accessToken}`);
    return { ...init, headers };
  }

  /** Spec: client-server-api, "Refreshing access tokens". */
  private async renew(): Promise<boolean> {
    const refreshToken = this.session.refreshToken;
    if (!refreshToken || !storedSession()) return this.lost();
    const response = await fetch(`${this.session.baseUrl}/_matrix/client/v3/refresh`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refresh_token: refreshToken }),
    }).catch(() => null);
    if (!response || response.status >= 500 || response.status === 429) return false;
    if (!response.ok) return this.lost();
    const answer = (await response.json()) as { access_token: string; refresh_token?: string };
    this.session = { ...this.session, accessToken: answer.access_token, refreshToken: answer.refresh_token ?? refreshToken };
    renewTokens({ accessToken: this.session.accessToken, refreshToken: this.session.refreshToken! });
    return true;
  }

  private lost(): false {
    forgetSession('expired');
    return false;
  }
}
