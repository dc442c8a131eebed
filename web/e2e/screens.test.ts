import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectAccessible, newPage, photograph, startBrowser } from './support/browser';
import { given, ministryA, ministryB, newAccount } from './support/ministries';
import { Person } from './support/person';

/** Each screen is photographed, and axe looks at it. */
describe.skipIf(!given)('the screens', () => {
  let browser: Browser;
  let claire: Person;
  let bruno: Person;

  const look = async (person: Person, name: string) => {
    await person.page.waitForTimeout(400);
    await photograph(person.page, name);
    await expectAccessible(person.page, name);
  };

  beforeAll(async () => {
    browser = await startBrowser();
    bruno = await Person.arrive(browser, await newAccount(ministryB, 'Bruno Lefèvre'), { colorScheme: 'dark' });
  });
  afterAll(() => browser.close());

  it('sign-in', async () => {
    const page = await newPage(browser);
    await page.goto(ministryA!.url);
    await page.getByRole('button', { name: 'Continuer' }).click();
    const visitor = new Person({ user: '', password: '', name: '', id: '', url: '' }, page);
    await look(visitor, 'sign-in');
    await page.getByRole('radio', { name: 'English' }).or(page.getByRole('button', { name: 'English' })).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('alert').getByText('Enter your user name or address').waitFor();
    await look(visitor, 'sign-in-english');
  });

  it('first run', async () => {
    claire = await Person.signIn(browser, await newAccount(ministryA, 'Claire Martin'));
    await claire.page.getByRole('textbox', { name: 'Votre nom' }).fill('Claire Martin');
    await look(claire, 'first-run-name');
    await claire.page.getByRole('button', { name: 'Continuer' }).click();
    await claire.page.getByTestId('recovery-key').getByText(/\S/).first().waitFor();
    await look(claire, 'first-run-key');
    await claire.makeRecoveryKey();
    await claire.atHome();
    await look(claire, 'home-empty');
  });

  it('new conversation', async () => {
    await claire.page.getByRole('button', { name: 'Nouvelle conversation' }).first().click();
    await look(claire, 'new-conversation');
    await claire.page.getByRole('button', { name: /Créer un salon/ }).click();
    await look(claire, 'new-salon');
    await claire.page.keyboard.press('Escape');
  });

  it('conversation', async () => {
    await claire.createSalon('Projet de loi de finances', [bruno.account.id]);
    await look(bruno, 'invitation-dark');
    await bruno.accept('Projet de loi de finances');
    await claire.say('Bonjour Bruno, voici **le calendrier** :\n\n- dépôt le 12\n- examen le 20\n\n> À confirmer\n\n`article 5`');
    await bruno.reads('le calendrier');
    await bruno.say('Merci Claire, je regarde.');
    await claire.reads('je regarde');
    await claire.sendFiles([{ name: 'Rapport annuel 2026.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(120_000, 1) }]);
    await claire.leavesNoTray();
    await claire.message('je regarde').hover();
    await look(claire, 'conversation');
    await look(bruno, 'conversation-dark');
    await claire.page.getByRole('button', { name: 'Membres' }).click();
    await claire.page.getByRole('complementary', { name: 'Membres' }).getByText('Bruno Lefèvre').waitFor();
    await look(claire, 'members');
    for (const [name, width, height] of [['tablet', 1000, 760], ['phone', 390, 800], ['small', 320, 640]] as const) {
      await claire.page.setViewportSize({ width, height });
      await look(claire, `members-${name}`);
    }
    await claire.page.getByRole('complementary').getByRole('button', { name: 'Fermer' }).click();
    for (const [name, width, height] of [['small', 320, 640], ['phone', 390, 800], ['tablet', 1000, 760]] as const) {
      await claire.page.setViewportSize({ width, height });
      await look(claire, `conversation-${name}`);
    }
    await claire.page.setViewportSize({ width: 390, height: 800 });
    await claire.page.getByRole('link', { name: 'Retour aux conversations' }).click();
    await look(claire, 'list-phone');
    await claire.page.goto(`${claire.account.url}/c/!nowhere`);
    await claire.page.getByRole('heading', { name: 'Cette conversation n’est pas ici' }).waitFor();
    await look(claire, 'missing-phone');
    await claire.page.getByRole('link', { name: 'Retour aux conversations' }).click();
    await claire.page.getByRole('heading', { level: 1, name: 'Conversations' }).waitFor();
    await claire.page.setViewportSize({ width: 1440, height: 900 });
  });

  it('settings', async () => {
    await claire.page.getByRole('link', { name: 'Réglages' }).click();
    for (const name of ['Profil', 'Apparence et langue', 'Notifications', 'Sécurité et clé', 'Appareils', 'Raccourcis clavier', 'À propos']) {
      await claire.page.getByRole('navigation', { name: 'Réglages' }).getByRole('link', { name }).click();
      await claire.page.getByRole('heading', { level: 1, name }).waitFor();
      await look(claire, `settings-${name.normalize('NFD').replace(/[^a-z]+/gi, '-').toLowerCase()}`);
    }
  });

  it('new device', async () => {
    const second = await Person.signIn(browser, claire.account);
    await second.page.getByRole('heading', { name: 'Confirmez cet appareil' }).waitFor();
    await look(second, 'new-device');
    await second.page.getByRole('button', { name: 'Je n’ai ni l’un ni l’autre' }).click();
    await look(second, 'new-device-lost');
    await second.page.getByRole('button', { name: 'Continuer sans les anciens messages' }).click();
    await second.open('Projet de loi de finances');
    await second.log.getByText('messages antérieurs restent fermés').first().waitFor();
    await look(second, 'undecryptable');
  });
});
