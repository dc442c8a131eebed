import { Calls } from './calls/calls';
import { ConversationList } from './conversations/conversationList';
import { Account } from './core/account';
import { Live } from './core/live';
import { holdAccount, type TabLock } from './core/tabLock';
import { Security } from './crypto/security';
import { Verifications } from './crypto/verification';
import { Notifier } from './notifications/notifier';
import { Downloads } from './media/downloads';
import { Profile } from './people/profile';
import { forgetSession, type Session } from './session';

export type WorkspaceState = 'opening' | 'ready' | 'elsewhere' | 'failed';

/** Everything of one signed-in account that the screens work with. */
export class Workspace {
  readonly state = new Live<WorkspaceState>('opening');
  readonly account: Account;
  readonly conversations: ConversationList;
  readonly security: Security;
  readonly verifications: Verifications;
  readonly downloads: Downloads;
  readonly profile: Profile;
  readonly calls: Calls;
  readonly notifier: Notifier;
  private lock: TabLock | null = null;
  private closed = false;

  constructor(session: Session) {
    this.account = new Account(session);
    this.conversations = new ConversationList(this.account);
    this.security = new Security(this.account);
    this.verifications = new Verifications(this.account);
    this.downloads = new Downloads(this.account);
    this.profile = new Profile(this.account);
    this.calls = new Calls(this.account, this.downloads);
    this.notifier = new Notifier(this.account);
  }

  /** Opens the account in this tab. Where another tab has it, waits for that one, or takes it over. */
  async open(takeOver = false): Promise<void> {
    const { userId, deviceId } = this.account.session;
    this.lock = await holdAccount(`${userId}.${deviceId}`, takeOver, () => this.state.set('elsewhere'), this.loseToOtherTab);
    if (this.closed) return this.lock.release();
    this.state.set('opening');
    try {
      await this.account.start();
      this.startParts();
      if (this.account.ready.get()) this.state.set('ready');
      else this.account.ready.subscribe(() => this.state.set('ready'));
    } catch (error) {
      console.error('colloque: the account could not be opened', (error as Error).name);
      this.state.set('failed');
    }
  }

  close(): void {
    this.closed = true;
    this.stopParts();
    this.account.stop();
    this.downloads.clear();
    this.lock?.release();
  }

  async signOut(): Promise<void> {
    this.stopParts();
    this.downloads.clear();
    await this.account.signOut();
    this.lock?.release();
    forgetSession('asked');
  }

  private startParts(): void {
    this.conversations.start();
    this.security.start();
    this.verifications.start();
    this.profile.start();
    this.calls.start();
    this.notifier.start();
  }

  private stopParts(): void {
    this.conversations.stop();
    this.security.stop();
    this.verifications.stop();
    this.calls.stop();
    this.notifier.stop();
  }

  private readonly loseToOtherTab = (): void => {
    this.stopParts();
    this.account.stop();
    this.state.set('elsewhere');
  };
}
