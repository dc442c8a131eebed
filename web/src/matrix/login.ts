import type { Service } from './discovery';
import type { Session } from './session';

export type LoginFailure = 'wrongPassword' | 'deactivated' | 'tooMany' | 'unreachable' | 'noPassword' | 'failed';

export class LoginError extends Error {
  constructor(readonly reason: LoginFailure, readonly retryAfterSeconds = 0) {
    super(reason);
  }
}

interface ErrorBody { errcode?: string; retry_after_ms?: number }

const failures: Record<string, LoginFailure> = {
  M_FORBIDDEN: 'wrongPassword',
  M_INVALID_USERNAME: 'wrongPassword',
  M_UNKNOWN_USER: 'wrongPassword',
  M_USER_DEACTIVATED: 'deactivated',
  M_LIMIT_EXCEEDED: 'tooMany',
  M_UNKNOWN_TOKEN: 'failed',
};

async function call<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, { ...init, credentials: 'omit' }).catch(() => {
    throw new LoginError('unreachable');
  });
  const body = (await response.json().catch(() => ({}))) as T & ErrorBody;
  if (response.ok) return body;
  if (response.status >= 502) throw new LoginError('unreachable');
  throw new LoginError(failures[body.errcode ?? ''] ?? 'failed', Math.ceil((body.retry_after_ms ?? 5000) / 1000));
}

const isEmail = (identifier: string) => /^[^@\s]+@[^@\s]+$/.test(identifier);

/** Whether the service takes passwords. */
export async function acceptsPasswords(service: Service): Promise<boolean> {
  const { flows } = await call<{ flows?: { type: string }[] }>(`${service.baseUrl}/_matrix/client/v3/login`);
  return flows?.some((flow) => flow.type === 'm.login.password') ?? false;
}

/** Spec: client-server-api, "Login". */
export async function signIn(service: Service, identifier: string, password: string, deviceName: string): Promise<Session> {
  const name = identifier.trim();
  const body = {
    type: 'm.login.password',
    identifier: isEmail(name) ? { type: 'm.id.thirdparty', medium: 'email', address: name } : { type: 'm.id.user', user: name },
    password,
    initial_device_display_name: deviceName,
    refresh_token: true,
  };
  const answer = await call<{ user_id: string; device_id: string; access_token: string; refresh_token?: string }>(
    `${service.baseUrl}/_matrix/client/v3/login`,
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
  return {
    userId: answer.user_id,
    deviceId: answer.device_id,
    accessToken: answer.access_token,
    baseUrl: service.baseUrl,
    ...(answer.refresh_token ? { refreshToken: answer.refresh_token } : {}),
  };
}
