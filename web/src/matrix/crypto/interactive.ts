import { MatrixError, type UIAuthCallback } from 'matrix-js-sdk';

export class PasswordNeededError extends Error {}

/**
 * Answers the service when it wants the password again for something that matters.
 * Spec: client-server-api, "User-interactive API in the REST API".
 */
export function withPassword(userId: string, password: () => string | null): UIAuthCallback<void> {
  return async (request) => {
    try {
      return await request(null);
    } catch (error) {
      if (!(error instanceof MatrixError) || error.httpStatus !== 401) throw error;
      const known = password();
      if (!known) throw new PasswordNeededError();
      return request({
        type: 'm.login.password',
        identifier: { type: 'm.id.user', user: userId },
        password: known,
        session: (error.data as { session?: string }).session,
      } as never);
    }
  };
}
