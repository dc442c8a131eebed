import { MatrixEventEvent, type MatrixClient, type MatrixEvent } from 'matrix-js-sdk';

/**
 * Calls back once the event can be read: at once when it is not encrypted, else after its decryption, which has not begun when the event
 * arrives, or when its key comes.
 */
export function whenReadable(client: MatrixClient, event: MatrixEvent, then: () => void): void {
  if (!event.isEncrypted() || event.getClearContent()) return then();
  const decrypted = () => {
    if (event.isDecryptionFailure()) event.once(MatrixEventEvent.Decrypted, then);
    else then();
  };
  void client.decryptEventIfNeeded(event).then(decrypted, decrypted);
}
