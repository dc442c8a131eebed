import {
  CryptoEvent, VerificationPhase, VerificationRequestEvent, VerifierEvent, type ShowSasCallbacks, type VerificationRequest, type Verifier,
} from 'matrix-js-sdk/lib/crypto-api';
import type { Account } from '../core/account';
import { Live } from '../core/live';

export type VerificationStep = 'waiting' | 'asked' | 'starting' | 'emoji' | 'confirming' | 'done' | 'cancelled';

export interface VerificationView {
  step: VerificationStep;
  own: boolean;
  /** Whether this device asked. */
  initiated: boolean;
  otherId: string;
  /** The symbols to compare: the picture, and the spec's English name of it. */
  emoji: { symbol: string; name: string }[];
}

/** One comparison of emoji with another device, ours or another person's. Spec: client-server-api, "Short Authentication String (SAS) verification". */
class Comparison {
  private sas: ShowSasCallbacks | null = null;
  private verifier: Verifier | null = null;
  private confirming = false;

  constructor(readonly request: VerificationRequest, private readonly show: (view: VerificationView | null) => void, private readonly asked: boolean) {
    request.on(VerificationRequestEvent.Change, this.changed);
    this.changed();
  }

  accept(): void {
    void this.request.accept().then(this.changed, this.changed);
  }

  async match(): Promise<void> {
    this.confirming = true;
    this.changed();
    await this.sas?.confirm().catch(() => undefined);
  }

  mismatch(): void {
    this.sas?.mismatch();
  }

  async end(): Promise<void> {
    this.request.off(VerificationRequestEvent.Change, this.changed);
    if (this.request.pending) await this.request.cancel().catch(() => undefined);
    this.show(null);
  }

  private readonly changed = (): void => {
    this.adopt(this.request.verifier);
    if (this.request.phase === VerificationPhase.Ready && !this.verifier && this.request.initiatedByMe) void this.begin();
    this.show({
      step: this.step(),
      own: this.request.isSelfVerification,
      initiated: this.request.initiatedByMe,
      otherId: this.request.otherUserId,
      emoji: (this.sas?.sas.emoji ?? []).map(([symbol, name]) => ({ symbol, name })),
    });
  };

  private step(): VerificationStep {
    switch (this.request.phase) {
      case VerificationPhase.Done: return 'done';
      case VerificationPhase.Cancelled: return 'cancelled';
      case VerificationPhase.Unsent:
      case VerificationPhase.Requested: return this.asked && !this.request.accepting ? 'asked' : 'waiting';
      default: return this.confirming ? 'confirming' : this.sas ? 'emoji' : 'starting';
    }
  }

  private async begin(): Promise<void> {
    const verifier = await this.request.startVerification('m.sas.v1').catch(() => undefined);
    this.adopt(verifier);
  }

  private adopt(verifier: Verifier | undefined): void {
    if (!verifier || verifier === this.verifier) return;
    this.verifier = verifier;
    verifier.on(VerifierEvent.ShowSas, (sas) => {
      this.sas = sas;
      this.changed();
    });
    verifier.verify().then(this.changed, this.changed);
    this.sas = verifier.getShowSasCallbacks();
  }
}

/** The comparison that is under way, if any: asked for here, or by another device. */
export class Verifications {
  readonly current = new Live<VerificationView | null>(null);
  private comparison: Comparison | null = null;

  constructor(private readonly account: Account) {}

  start(): void {
    this.account.client.on(CryptoEvent.VerificationRequestReceived, this.onRequest);
    const [waiting] = this.account.client.getCrypto()?.getVerificationRequestsToDeviceInProgress(this.account.userId) ?? [];
    if (waiting) this.onRequest(waiting);
  }

  stop(): void {
    this.account.client.off(CryptoEvent.VerificationRequestReceived, this.onRequest);
  }

  async withOwnDevice(): Promise<void> {
    this.begin(await this.account.client.getCrypto()!.requestOwnUserVerification(), false);
  }

  async withPerson(userId: string, roomId: string): Promise<void> {
    this.begin(await this.account.client.getCrypto()!.requestVerificationDM(userId, roomId), false);
  }

  accept = (): void => this.comparison?.accept();
  match = (): void => void this.comparison?.match();
  mismatch = (): void => this.comparison?.mismatch();
  end = (): void => {
    void this.comparison?.end();
    this.comparison = null;
  };

  private readonly onRequest = (request: VerificationRequest): void => {
    if (this.comparison?.request.pending) return;
    this.begin(request, true);
  };

  private begin(request: VerificationRequest, asked: boolean): void {
    this.end();
    this.comparison = new Comparison(request, (view) => this.current.set(view), asked);
  }
}
