import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { framesDecoded, photograph, startBrowser, troubleOf } from './support/browser';
import { callsGiven, given, ministryA, ministryB, newAccount } from './support/ministries';
import { Person } from './support/person';
import { cutPower, powerGiven, restorePower } from './support/power';

const salon = 'Projet de loi de finances';
const report = randomBytes(700_001);
const words = ['le calendrier', 'Prenez tout votre temps.', 'Envoyé juste avant la coupure.', 'Écrit pendant la coupure.', 'Tout est revenu.'];
const minutes = (count: number) => count * 60_000;

describe.skipIf(!given)('two agents of two ministries', () => {
  let browser: Browser;
  let claire: Person;
  let bruno: Person;
  let elsewhere: Person | undefined;

  beforeAll(async () => {
    browser = await startBrowser();
    claire = await Person.arrive(browser, await newAccount(ministryA, 'Claire Martin'));
    bruno = await Person.arrive(browser, await newAccount(ministryB, 'Bruno Lefèvre'));
  });
  afterAll(() => browser.close());
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await Promise.all(Object.entries({ claire, bruno, elsewhere }).map(([name, person]) => person && photograph(person.page, `story-${name}-at-failure`)));
  });

  it('meet in an encrypted salon', async () => {
    await claire.createSalon(salon, [bruno.account.id]);
    await bruno.accept(salon);
    await claire.page.getByText(/Bruno Lefèvre a rejoint|autres changements/).first().waitFor();
    await bruno.page.getByText('Chiffré', { exact: true }).waitFor();
  });

  it('write to each other', async () => {
    await claire.say('Bonjour Bruno, voici **le calendrier**.');
    await bruno.reads('le calendrier');
    await bruno.say('Merci Claire, je regarde.');
    await claire.reads('Merci Claire, je regarde.');
  });

  it('answer, react, correct and remove', async () => {
    await claire.act('je regarde', 'Répondre');
    await claire.say('Prenez votre temps.');
    await bruno.page.getByRole('button', { name: /En réponse à Bruno Lefèvre/ }).waitFor();
    await bruno.act('Prenez votre temps', 'Réagir');
    await bruno.page.getByRole('dialog').getByRole('button', { name: '👍' }).click();
    await claire.page.getByRole('button', { name: /👍.*Bruno Lefèvre/ }).waitFor();
    await claire.act('Prenez votre temps', 'Modifier');
    await claire.say('Prenez tout votre temps.');
    await bruno.reads('Prenez tout votre temps.');
    await bruno.page.getByText('(modifié)').waitFor();
    await bruno.say('À effacer');
    await claire.reads('À effacer');
    await bruno.act('À effacer', 'Plus d’actions');
    await bruno.page.getByRole('menuitem', { name: 'Supprimer le message' }).click();
    await bruno.page.getByRole('dialog').getByRole('button', { name: 'Supprimer le message' }).click();
    await claire.reads('Message supprimé');
  });

  it('see who writes, and who has read', async () => {
    await bruno.field.pressSequentially('Je réfléchis');
    await claire.page.getByText('Bruno Lefèvre écrit…').waitFor();
    await bruno.field.fill('');
    await claire.say('Avez-vous lu ceci ?');
    await bruno.reads('Avez-vous lu ceci ?');
    await claire.page.getByText('Lu par Bruno Lefèvre').first().waitFor({ state: 'attached' });
  });

  it('share a document whose bytes arrive as they left, encrypted on the way', async () => {
    const uploads: Buffer[] = [];
    claire.page.on('request', (request) => {
      if (request.url().includes('/media/v3/upload')) uploads.push(request.postDataBuffer() ?? Buffer.alloc(0));
    });
    await claire.sendFiles([{ name: 'Rapport.pdf', mimeType: 'application/pdf', buffer: report }]);
    await claire.leavesNoTray();
    expect((await bruno.download('Rapport.pdf')).equals(report)).toBe(true);
    expect(uploads.some((upload) => upload.includes(report.subarray(1000, 1064)))).toBe(false);
  });

  it.skipIf(!callsGiven)('call each other with one tap, and see each other', async () => {
    await claire.page.getByRole('button', { name: `Appeler dans ${salon}` }).click();
    await bruno.page.getByRole('region', { name: 'Appel de la conversation' }).getByText('Claire Martin').waitFor({ timeout: 60_000 });
    await bruno.page.getByRole('region', { name: 'Appel de la conversation' }).getByRole('button', { name: 'Rejoindre' }).click();
    const risen = async (person: Person) => {
      const from = await framesDecoded(person.page);
      await expect.poll(() => framesDecoded(person.page), { timeout: 60_000, interval: 1000 }).toBeGreaterThan(from + 20);
    };
    await Promise.all([risen(claire), risen(bruno)]);
  });

  it.skipIf(!callsGiven)('keep the call when they look elsewhere, and end it', async () => {
    await claire.page.getByRole('link', { name: 'Réglages' }).click();
    await claire.page.getByRole('region', { name: `Appel dans ${salon}` }).waitFor();
    const before = await framesDecoded(claire.page);
    await expect.poll(() => framesDecoded(claire.page), { timeout: 30_000 }).toBeGreaterThan(before + 10);
    await claire.page.getByRole('button', { name: 'Revenir à la conversation de l’appel' }).click();
    await claire.page.getByRole('button', { name: 'Raccrocher' }).first().click();
    await bruno.page.getByRole('button', { name: 'Raccrocher' }).first().click();
    await claire.page.getByRole('button', { name: `Appeler dans ${salon}` }).waitFor();
    await bruno.page.getByRole('button', { name: `Appeler dans ${salon}` }).waitFor();
  });

  it('find everything again after a reload', async () => {
    for (const person of [claire, bruno]) {
      await person.page.reload();
      await person.reads('Prenez tout votre temps.');
      expect(troubleOf(person.page)).toEqual([]);
    }
  });

  describe.skipIf(!powerGiven)('whose servers and databases are killed', () => {
    it('are told so, and lose nothing of what they had sent or write meanwhile', async () => {
      await claire.say('Envoyé juste avant la coupure.');
      await claire.hasSent('Envoyé juste avant la coupure.');
      await cutPower();
      await claire.page.getByText('Vous êtes hors ligne').waitFor();
      await claire.say('Écrit pendant la coupure.');
      await restorePower();
      await claire.hasSent('Écrit pendant la coupure.', minutes(2));
      await bruno.reads('Envoyé juste avant la coupure.', minutes(2));
      await bruno.reads('Écrit pendant la coupure.', minutes(2));
      await bruno.say('Tout est revenu.');
      await claire.reads('Tout est revenu.', minutes(2));
    }, minutes(8));

    it('find everything as it was: messages, document, call, people', async () => {
      for (const person of [claire, bruno]) {
        await person.page.reload();
        for (const text of words) await person.reads(text);
        expect((await person.download('Rapport.pdf')).equals(report)).toBe(true);
        if (callsGiven) await person.log.getByRole('article').getByText('A lancé un appel').first().waitFor();
        await person.seesMembers('Claire Martin', 'Bruno Lefèvre');
        expect(troubleOf(person.page)).toEqual([]);
      }
    }, minutes(3));

    it('open it all on a new device', async () => {
      const person = await Person.signIn(browser, bruno.account);
      elsewhere = person;
      await person.enterRecoveryKey(bruno.recoveryKey);
      await person.open(salon);
      for (const text of words) await person.reads(text);
      expect((await person.download('Rapport.pdf')).equals(report)).toBe(true);
      await person.say('Depuis un autre appareil.');
      await claire.reads('Depuis un autre appareil.');
    }, minutes(3));
  });
});
