import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, newPage, startBrowser, troubleOf } from './support/browser';
import { callsGiven, given, ministryA, ministryB, newAccount } from './support/ministries';
import { Person } from './support/person';

/** Finding people and places by name, and being found: by search, by jump, by a call that rings, by a notification. */
describe.skipIf(!given)('reaching people', () => {
  let browser: Browser;
  let claire: Person;
  let bruno: Person;
  let denis: Person;
  const surname = `Roux${Date.now().toString(36)}`;

  beforeAll(async () => {
    browser = await startBrowser();
    claire = await Person.arrive(browser, await newAccount(ministryA, 'Claire Martin'));
    denis = await Person.arrive(browser, await newAccount(ministryA, `Dénis ${surname}`));
    bruno = await Person.arrive(browser, await newAccount(ministryB, 'Bruno Lefèvre'), { permissions: ['notifications'] });
  });
  afterAll(() => browser.close());

  it('invites a colleague by name, without the accent', async () => {
    await claire.createSalon('Revue de code', []);
    await claire.page.getByRole('button', { name: 'Membres' }).click();
    await claire.page.getByRole('button', { name: 'Inviter des personnes' }).click();
    const dialog = claire.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Qui inviter' }).fill(surname.toLowerCase());
    await dialog.getByRole('option', { name: new RegExp(surname) }).click();
    await dialog.getByRole('button', { name: 'Inviter 1 personne' }).click();
    await denis.accept('Revue de code');
    await claire.page.getByRole('complementary', { name: 'Membres' }).getByText(`Dénis ${surname}`).waitFor();
    await claire.page.keyboard.press('Escape');
  });

  it('an invitation from another ministry says who invites, by name', async () => {
    await bruno.createSalon('Atelier commun', [claire.account.id]);
    const invitation = claire.page.getByRole('region', { name: 'Invitations' }).getByRole('listitem', { name: 'Atelier commun' });
    await invitation.getByText(/Bruno Lefèvre \(.*\) vous invite/).waitFor();
    await claire.accept('Atelier commun');
  });

  it('jumps to a conversation by Ctrl K, with a slip of the finger, and gives the focus back', async () => {
    await claire.page.keyboard.press('Control+k');
    const jump = claire.page.getByRole('dialog', { name: /Aller à/ });
    await expectAccessible(claire.page, 'jump');
    await jump.getByRole('combobox').fill('revue de cdoe');
    await jump.getByRole('option', { name: /Revue de code/, selected: true }).waitFor();
    await claire.page.keyboard.press('Enter');
    await claire.page.getByRole('heading', { level: 1, name: 'Revue de code' }).waitFor();
    const hasFocus = () => claire.field.evaluate((field) => document.activeElement === field);
    await expect.poll(hasFocus, { timeout: 20_000 }).toBe(true);
    await claire.page.keyboard.press('Control+k');
    await jump.waitFor();
    await claire.page.keyboard.press('Escape');
    await jump.waitFor({ state: 'detached' });
    await expect.poll(hasFocus, { timeout: 20_000 }).toBe(true);
  });

  it('jumps to a person, and to an action', async () => {
    const jump = claire.page.getByRole('dialog', { name: /Aller à/ });
    await claire.page.keyboard.press('Control+k');
    await jump.getByRole('combobox').fill('raccourcis');
    await jump.getByRole('option', { name: /Raccourcis clavier/, selected: true }).waitFor();
    await claire.page.keyboard.press('Enter');
    await claire.page.getByRole('heading', { level: 1, name: 'Raccourcis clavier' }).waitFor();
    await claire.page.keyboard.press('Control+k');
    await jump.getByRole('combobox').fill(bruno.account.id);
    await jump.getByRole('option', { name: /Bruno Lefèvre/ }).click();
    await claire.page.getByRole('heading', { level: 1, name: 'Bruno Lefèvre' }).waitFor();
    await bruno.accept(/Claire Martin/);
    await claire.say('Bonjour Bruno');
    await bruno.reads('Bonjour Bruno');
  });

  it('tells of a message while one looks elsewhere, and goes there when it is chosen', async () => {
    await bruno.page.getByRole('link', { name: 'Réglages' }).click();
    await bruno.page.getByRole('link', { name: 'Notifications' }).click();
    await bruno.page.getByRole('radio', { name: 'Activées', exact: true }).click();
    await bruno.page.evaluate(() => {
      const shown: { title: string; body: string; choose: () => void }[] = [];
      Object.assign(window, { shown });
      const Original = window.Notification;
      window.Notification = class {
        static readonly permission = 'granted';
        static readonly requestPermission = Original.requestPermission;
        onclick: (() => void) | null = null;
        constructor(title: string, { body }: NotificationOptions = {}) { shown.push({ title, body: body ?? '', choose: () => this.onclick?.() }); }
        close(): void { /* nothing is shown */ }
      } as never;
    });
    await claire.say('Êtes-vous là ?');
    const told = () => bruno.page.evaluate(() => (window as unknown as { shown: { title: string; body: string }[] }).shown.map(({ title, body }) => `${title} | ${body}`));
    await expect.poll(told, { timeout: 20_000 }).toEqual([expect.stringMatching(/Claire Martin \| .*Êtes-vous là/)]);
    await bruno.page.evaluate(() => (window as unknown as { shown: { choose: () => void }[] }).shown[0]!.choose());
    await bruno.reads('Êtes-vous là ?');
  });

  it('tells nothing of a conversation that was made quiet, on any device, and tells again when it is not', async () => {
    const told = () => bruno.page.evaluate(() => (window as unknown as { shown: { body: string }[] }).shown.map(({ body }) => body));
    const choice = bruno.page.getByRole('complementary', { name: 'Membres' }).getByRole('combobox', { name: 'Notifications' });
    const choose = async (wanted: string) => {
      await bruno.open('Atelier commun');
      await bruno.page.getByRole('button', { name: 'Membres' }).click();
      await choice.selectOption(wanted);
    };
    await choose('Aucune');
    await bruno.page.getByRole('link', { name: /Sans notifications/ }).waitFor();
    await claire.open('Atelier commun');
    await bruno.page.getByRole('link', { name: 'Réglages' }).click();
    await claire.say('Personne ne l’entend');
    await bruno.page.getByRole('link', { name: /Personne ne l’entend/ }).waitFor();
    await choose('Tous les messages');
    await bruno.page.getByRole('link', { name: /Sans notifications/ }).waitFor({ state: 'detached' });
    await bruno.page.getByRole('link', { name: 'Réglages' }).click();
    await claire.say('De nouveau');
    await expect.poll(told, { timeout: 20_000 }).toContainEqual(expect.stringContaining('De nouveau'));
    expect(await told()).not.toContainEqual(expect.stringContaining('Personne'));
  });

  it('jumps to a message by a word of it, from anywhere', async () => {
    await claire.page.getByRole('link', { name: 'Réglages' }).click();
    await claire.page.keyboard.press('Control+k');
    const jump = claire.page.getByRole('dialog', { name: /Aller à/ });
    await jump.getByRole('combobox').fill('entend');
    await jump.getByRole('group', { name: 'Messages' }).getByRole('option', { name: /Personne ne l’entend.*Atelier commun/ }).click();
    await claire.page.getByRole('heading', { level: 1, name: 'Atelier commun' }).waitFor();
    await claire.reads('Personne ne l’entend');
  });

  it.skipIf(!callsGiven)('rings in a direct conversation; one declines, then answers', async () => {
    const ringing = bruno.page.getByRole('alertdialog', { name: 'Claire Martin vous appelle' });
    await claire.open('Bruno Lefèvre');
    await claire.page.getByRole('button', { name: 'Appeler dans Bruno Lefèvre' }).click();
    await ringing.waitFor({ timeout: 60_000 });
    await expectAccessible(bruno.page, 'ringing');
    await ringing.getByRole('button', { name: 'Refuser' }).click();
    await ringing.waitFor({ state: 'detached' });
    await claire.page.getByRole('button', { name: 'Raccrocher' }).first().click();
    await claire.page.getByRole('button', { name: 'Appeler dans Bruno Lefèvre' }).waitFor();
    await claire.page.waitForTimeout(3000);
    await claire.page.getByRole('button', { name: 'Appeler dans Bruno Lefèvre' }).click();
    await ringing.waitFor({ timeout: 60_000 });
    await ringing.getByRole('button', { name: 'Répondre' }).click();
    await bruno.page.getByRole('button', { name: 'Raccrocher' }).first().waitFor();
    await bruno.page.getByRole('button', { name: 'Raccrocher' }).first().click();
    await claire.page.getByRole('button', { name: 'Raccrocher' }).first().click();
  });

  it('a first run asks for notifications where the browser can still be asked', async () => {
    const page = await newPage(browser);
    await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'default' }));
    const newcomer = new Person(await newAccount(ministryA, 'Élodie Petit'), page);
    await newcomer.signIn();
    await page.getByText('Étape 1 sur 3').waitFor();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await newcomer.makeRecoveryKey();
    await page.getByRole('heading', { name: 'Être prévenu' }).waitFor();
    await expectAccessible(page, 'first-run-notifications');
    await page.getByRole('button', { name: 'Plus tard' }).click();
    await newcomer.atHome();
  });

  it('meets no error on the way', () => {
    for (const person of [claire, bruno, denis]) expect(troubleOf(person.page)).toEqual([]);
  });
});
