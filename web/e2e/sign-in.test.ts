import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPage, startBrowser, troubleOf } from './support/browser';
import { given, ministryA, newAccount, type Account } from './support/ministries';
import { Person } from './support/person';

describe.skipIf(!given)('signing in', () => {
  let browser: Browser;
  let account: Account;
  let first: Person;

  beforeAll(async () => {
    browser = await startBrowser();
    account = await newAccount(ministryA, 'Claire Martin');
  });
  afterAll(() => browser.close());

  it('keeps the user name when the password is wrong', async () => {
    const person = new Person({ ...account, password: 'pas le bon' }, await newPage(browser));
    await person.signIn();
    await person.page.getByRole('alert').getByText('ne correspond pas').waitFor();
    expect(await person.page.getByRole('textbox', { name: 'Votre identifiant' }).inputValue()).toBe(account.user);
    const field = person.page.getByRole('textbox', { name: 'Mot de passe' });
    await expect.poll(() => field.evaluate((input) => document.activeElement === input)).toBe(true);
  });

  it('has a new account make a recovery key, and checks that it was kept', async () => {
    first = await Person.signIn(browser, account);
    await first.page.getByRole('button', { name: 'Continuer' }).click();
    await first.page.getByRole('button', { name: 'Je l’ai gardée' }).click();
    await first.page.getByRole('textbox', { name: 'Dernier groupe de la clé' }).fill('faux');
    await first.page.getByRole('button', { name: 'Terminer' }).click();
    await first.page.getByText('Ce n’est pas le dernier groupe').waitFor();
    await first.page.getByRole('button', { name: 'Revoir la clé' }).click();
    await first.makeRecoveryKey();
    await first.atHome();
    expect(first.recoveryKey.split(' ')).toHaveLength(12);
  });

  it('opens earlier messages on a new device with the recovery key', async () => {
    await first.createSalon('Archives', []);
    await first.say('Écrit avant le second appareil');
    await first.reads('Écrit avant le second appareil');
    await first.page.waitForTimeout(3000);
    const second = await Person.signIn(browser, account);
    await second.page.getByRole('heading', { name: 'Confirmez cet appareil' }).waitFor();
    await second.page.getByRole('button', { name: /Saisir la clé de récupération/ }).click();
    await second.page.getByRole('textbox', { name: 'Clé de récupération' }).fill('EsTc 1234');
    await second.page.getByRole('button', { name: 'Confirmer cet appareil' }).click();
    await second.page.getByText('Cette clé ne correspond pas').waitFor();
    await second.page.getByRole('textbox', { name: 'Clé de récupération' }).fill(first.recoveryKey);
    await second.page.getByRole('button', { name: 'Confirmer cet appareil' }).click();
    await second.open('Archives');
    await second.reads('Écrit avant le second appareil');
  });

  it('confirms a new device by comparing emoji', async () => {
    const third = await Person.signIn(browser, account);
    await third.page.getByRole('button', { name: /Approuver depuis un autre appareil/ }).click();
    await first.page.getByRole('dialog').getByRole('button', { name: 'Accepter' }).click();
    const same = { name: 'Ils sont identiques' };
    await third.page.getByRole('button', same).waitFor();
    await first.page.getByRole('button', same).waitFor();
    const symbols = (person: Person) => person.page.getByRole('listitem').filter({ has: person.page.locator('[aria-hidden]') }).allInnerTexts();
    expect((await symbols(third)).slice(-7)).toEqual((await symbols(first)).slice(-7));
    await third.page.getByRole('button', same).click();
    await first.page.getByRole('button', same).click();
    await first.page.getByText('L’appareil est confirmé.').waitFor();
    await third.atHome();
    await third.open('Archives');
    await third.reads('Écrit avant le second appareil');
  });

  it('shows the timeline after a reload', async () => {
    await first.page.getByRole('button', { name: 'Terminé' }).click();
    await first.page.reload();
    await first.reads('Écrit avant le second appareil');
    expect(troubleOf(first.page)).toEqual([]);
  });

  it('signs out, and leaves nothing in the browser', async () => {
    await first.page.getByRole('link', { name: 'Mon profil' }).click();
    await first.page.getByRole('button', { name: 'Se déconnecter' }).click();
    await first.page.getByRole('dialog').getByRole('button', { name: 'Se déconnecter' }).click();
    await first.page.getByText('Vous êtes déconnecté').waitFor();
    const left = await first.page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      session: localStorage.getItem('colloque.session'),
    }));
    expect(left).toEqual({ databases: [], session: null });
  });
});
