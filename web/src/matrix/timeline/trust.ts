import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { EventShieldColour, EventShieldReason } from 'matrix-js-sdk/lib/crypto-api';
import type { Trust } from './types';

const meanings: Partial<Record<EventShieldReason, Trust>> = {
  [EventShieldReason.UNSIGNED_DEVICE]: 'unsigned',
  [EventShieldReason.UNKNOWN_DEVICE]: 'unsigned',
  [EventShieldReason.VERIFICATION_VIOLATION]: 'changed',
  [EventShieldReason.MISMATCHED_SENDER_KEY]: 'changed',
  [EventShieldReason.MISMATCHED_SENDER]: 'changed',
  [EventShieldReason.SENT_IN_CLEAR]: 'unencrypted',
};

/** How far the sender's device is to be trusted, asked once for each event. */
export class TrustMarks {
  private readonly known = new WeakMap<MatrixEvent, Trust>();

  constructor(private readonly client: MatrixClient, private readonly onKnown: () => void) {}

  readonly of = (event: MatrixEvent): Trust => {
    if (!event.isEncrypted() || event.isDecryptionFailure() || event.isRedacted() || event.isBeingDecrypted() || event.status) return null;
    const known = this.known.get(event);
    if (known !== undefined) return known;
    this.known.set(event, null);
    void this.ask(event);
    return null;
  };

  private async ask(event: MatrixEvent): Promise<void> {
    const info = await this.client.getCrypto()?.getEncryptionInfoForEvent(event).catch(() => null);
    if (!info || info.shieldColour === EventShieldColour.NONE || info.shieldReason === null) return;
    const trust = meanings[info.shieldReason] ?? null;
    if (!trust) return;
    this.known.set(event, trust);
    this.onKnown();
  }
}
