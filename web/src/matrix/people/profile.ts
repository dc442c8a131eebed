import { UserEvent } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import { Live } from '../core/live';
import { localpartOf } from '../ids';
import type { Person } from '../timeline/types';

/** The person's own name and picture. */
export class Profile {
  readonly own: Live<Person>;

  constructor(private readonly account: Account) {
    this.own = new Live<Person>({ id: account.userId, name: localpartOf(account.userId), avatar: null });
  }

  start(): void {
    const user = this.account.client.getUser(this.account.userId);
    user?.on(UserEvent.DisplayName, this.refresh);
    user?.on(UserEvent.AvatarUrl, this.refresh);
    void this.refresh();
  }

  readonly refresh = async (): Promise<void> => {
    const profile = await this.account.client.getProfileInfo(this.account.userId).catch(() => null);
    if (!profile) return;
    this.own.set({
      id: this.account.userId,
      name: profile.displayname || localpartOf(this.account.userId),
      avatar: profile.avatar_url ?? null,
    });
  };

  async rename(name: string): Promise<void> {
    await this.account.client.setDisplayName(name.trim());
    await this.refresh();
  }

  async setPicture(file: File): Promise<void> {
    const { content_uri: url } = await this.account.client.uploadContent(file, { includeFilename: false, type: file.type });
    await this.account.client.setAvatarUrl(url);
    await this.refresh();
  }
}
