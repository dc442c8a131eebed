import { logger, type Logger } from 'matrix-js-sdk/lib/logger';

const nothing = () => undefined;

/** The browser's log carries no content: only warnings and errors pass, and of these the first word alone. */
export const quietLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: (...message: unknown[]) => console.error('colloque', String(message[0]).slice(0, 80)),
  getChild: () => quietLogger,
};

/** The SDK also has a logger of its own for what belongs to no client. */
export function hush(): void {
  (logger as unknown as { setLevel?(level: string): void }).setLevel?.('silent');
}
