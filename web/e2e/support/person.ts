import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { newPage } from './browser';
import type { Account } from './ministries';

/** A person before the client, doing what people do, in French. */
export class Person {
  recoveryKey = '';

  constructor(readonly account: Account, readonly page: Page) {}

  /** Opens the client in a browser of its own, and signs in. */
  static async signIn(browser: Browser, account: Account, settings?: BrowserContextOptions): Promise<Person> {
    const person = new Person(account, await newPage(browser, settings));
    await person.signIn();
    return person;
  }

  /** Signs in for the first time: name, recovery key. */
  static async arrive(browser: Browser, account: Account, settings?: BrowserContextOptions): Promise<Person> {
    const person = await Person.signIn(browser, account, settings);
    await person.firstRun();
    return person;
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Messages' });
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: /^(Message chiffré à|Écrire à)/ });
  }

  async signIn(): Promise<void> {
    await this.page.goto(this.account.url);
    await this.page.getByRole('textbox', { name: 'Votre identifiant ou adresse' }).fill(this.account.user);
    await this.page.getByRole('button', { name: 'Continuer' }).click();
    await this.page.getByRole('textbox', { name: 'Mot de passe' }).fill(this.account.password);
    await this.page.getByRole('button', { name: 'Se connecter' }).click();
  }

  async firstRun(): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Votre nom' }).fill(this.account.name);
    await this.page.getByRole('button', { name: 'Continuer' }).click();
    await this.makeRecoveryKey();
    await this.atHome();
  }

  async makeRecoveryKey(): Promise<void> {
    const shown = this.page.getByTestId('recovery-key');
    await shown.getByText(/\S/).first().waitFor();
    this.recoveryKey = (await shown.innerText()).trim().split(/\s+/).join(' ');
    await this.page.getByRole('button', { name: 'Je l’ai gardée' }).click();
    await this.page.getByRole('textbox', { name: 'Dernier groupe de la clé' }).fill(this.recoveryKey.split(' ').at(-1)!);
    await this.page.getByRole('button', { name: 'Terminer' }).click();
  }

  async enterRecoveryKey(key: string): Promise<void> {
    await this.page.getByRole('button', { name: /Saisir la clé de récupération/ }).click();
    await this.page.getByRole('textbox', { name: 'Clé de récupération' }).fill(key);
    await this.page.getByRole('button', { name: 'Confirmer cet appareil' }).click();
  }

  /** Leaves the last step of a first run, notifications, for later. */
  async atHome(): Promise<void> {
    const home = this.page.getByRole('navigation', { name: 'Navigation principale' });
    const asked = this.page.getByRole('heading', { name: 'Être prévenu' });
    await home.or(asked).first().waitFor();
    if (await asked.isVisible()) await this.page.getByRole('button', { name: 'Plus tard' }).click();
    await home.waitFor();
  }

  async createSalon(name: string, people: string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Nouvelle conversation' }).first().click();
    await this.page.getByRole('button', { name: /Créer un salon/ }).click();
    await this.page.getByRole('textbox', { name: 'Nom du salon' }).fill(name);
    for (const id of people) {
      await this.page.getByRole('textbox', { name: 'Avec qui' }).fill(id);
      await this.page.getByRole('option').first().click();
    }
    await this.page.getByRole('button', { name: 'Créer le salon' }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async startDirect(id: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Nouvelle conversation' }).first().click();
    await this.page.getByRole('textbox', { name: 'Avec qui' }).fill(id);
    await this.page.getByRole('option').first().click();
    await this.field.waitFor();
  }

  async accept(name: string | RegExp): Promise<void> {
    const invitation = this.page.getByRole('region', { name: 'Invitations' }).getByRole('listitem', { name });
    await invitation.getByRole('button', { name: 'Accepter' }).click();
    await this.field.waitFor();
  }

  async open(name: string): Promise<void> {
    await this.page.getByRole('link', { name }).first().click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  message(text: string): Locator {
    return this.log.getByRole('article').filter({ hasText: text }).last();
  }

  async reads(text: string, timeout?: number): Promise<void> {
    await this.log.getByText(text).last().waitFor({ timeout });
  }

  /** Until the server has said that it keeps the message. */
  async hasSent(text: string, timeout?: number): Promise<void> {
    await this.log.locator('article[data-status=sent]').filter({ hasText: text }).last().waitFor({ timeout });
  }

  async act(text: string, action: string): Promise<void> {
    const message = this.message(text);
    await message.hover();
    await message.getByRole('button', { name: action }).click();
  }

  async sendFiles(files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.page.locator('form input[type=file]').setInputFiles(files);
    await this.page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  }

  async download(name: string): Promise<Buffer> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: `Télécharger ${name}` }).last().click(),
    ]);
    if (download.suggestedFilename() !== name) throw new Error(`${name} came as ${download.suggestedFilename()}`);
    return readFile(await download.path());
  }

  /** The panel of members shows these people and nobody else. */
  async seesMembers(...names: string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Membres' }).click();
    const panel = this.page.getByRole('complementary', { name: 'Membres' });
    for (const name of names) await panel.getByRole('listitem').filter({ hasText: name }).waitFor();
    await panel.getByRole('listitem').nth(names.length).waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'Fermer' }).click();
  }

  async leavesNoTray(): Promise<void> {
    await this.page.getByRole('list', { name: 'Fichiers joints' }).waitFor({ state: 'detached' });
  }
}
