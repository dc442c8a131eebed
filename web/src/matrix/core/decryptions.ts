import { MatrixEventEvent, type MatrixEvent } from 'matrix-js-sdk';

/**
 * Tells when one of the given events can be read, or is found not to be. It listens to the events themselves: of those that come by `/messages` the SDK repeats
 * nothing at the client once it has met one that it knows, as an edit is that comes bundled with its message.
 */
export class Decryptions {
  private readonly watched = new Set<MatrixEvent>();

  constructor(private readonly then: (event: MatrixEvent) => void) {}

  /** Watches those of the events, and of their edits, that cannot be read yet. */
  watch(events: readonly MatrixEvent[]): void {
    for (const event of events) {
      this.watchOne(event);
      const edit = event.replacingEvent();
      if (edit) this.watchOne(edit);
    }
  }

  stop(): void {
    for (const event of this.watched) event.off(MatrixEventEvent.Decrypted, this.decrypted);
    this.watched.clear();
  }

  private readonly decrypted = (event: MatrixEvent): void => {
    if (!event.isDecryptionFailure() && this.watched.delete(event)) event.off(MatrixEventEvent.Decrypted, this.decrypted);
    this.then(event);
  };

  private watchOne(event: MatrixEvent): void {
    const unread = event.isBeingDecrypted() || event.shouldAttemptDecryption() || event.isDecryptionFailure();
    if (!unread || this.watched.has(event)) return;
    this.watched.add(event);
    event.on(MatrixEventEvent.Decrypted, this.decrypted);
  }
}
