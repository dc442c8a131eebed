import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, startBrowser, troubleOf } from './support/browser';
import { given, ministryA, ministryB, newAccount } from './support/ministries';
import { Person } from './support/person';

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAGElEQVR4nGNgYPiPAzFgE8UlBRTFIYdDHwCjpy/Rqv7mygAAAABJRU5ErkJggg==', 'base64');
const planPng = { name: 'plan.png', type: 'image/png', data: picture.toString('base64') };

const page = 'q 0 0 1 rg 20 20 160 240 re f Q';
const pdf = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]/Resources<<>>/Contents 4 0 R>>endobj
4 0 obj<</Length ${page.length}>>stream
${page}
endstream endobj
trailer<</Root 1 0 R>>
%%EOF`);

/** Files pasted and dropped, found again; text formatted, corrected, and its versions seen. */
describe.skipIf(!given)('writing', () => {
  let browser: Browser;
  let claire: Person;
  let bruno: Person;

  beforeAll(async () => {
    browser = await startBrowser();
    claire = await Person.arrive(browser, await newAccount(ministryA, 'Claire Martin'));
    bruno = await Person.arrive(browser, await newAccount(ministryB, 'Bruno Lefèvre'));
    await claire.createSalon('Plans', [bruno.account.id]);
    await bruno.accept('Plans');
  });
  afterAll(() => browser.close());

  const tray = () => claire.page.getByRole('list', { name: 'Fichiers joints' });

  it('takes a pasted picture into the tray, and lets it go again', async () => {
    await claire.field.evaluate((field, { name, type, data }) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name, { type }));
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, planPng);
    await tray().getByText('plan.png').waitFor();
    await expectAccessible(claire.page, 'tray');
    await claire.page.getByRole('button', { name: 'Retirer plan.png' }).click();
    await tray().waitFor({ state: 'detached' });
  });

  it('takes dropped files, shows where they land, and sends them with the text', async () => {
    const drag = (kinds: string[]) => claire.log.evaluate((log, { kinds: events, file: { name, type, data } }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name, { type }));
      dataTransfer.items.add(new File(['Bonjour'], 'lisez-moi.txt', { type: 'text/plain' }));
      for (const kind of events) log.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, { kinds, file: planPng });
    await drag(['dragenter', 'dragover']);
    await claire.page.getByText('Déposez les fichiers ici').waitFor();
    await drag(['drop']);
    await claire.page.getByText('Déposez les fichiers ici').waitFor({ state: 'detached' });
    await tray().getByText('lisez-moi.txt').waitFor();
    await claire.say('Voici le plan.');
    await claire.leavesNoTray();
    await bruno.reads('Voici le plan.');
    await bruno.page.getByRole('button', { name: 'Agrandir l’image plan.png' }).waitFor();
    await bruno.reads('lisez-moi.txt');
  });

  it('shows the first page of a PDF, which the sender drew, without the PDF', async () => {
    const sizes: (string | undefined)[] = [];
    bruno.page.on('response', (response) => { if (response.url().includes('/media/download/')) sizes.push(response.headers()['content-length']); });
    await claire.sendFiles([{ name: 'Plan directeur.pdf', mimeType: 'application/pdf', buffer: pdf }]);
    await claire.leavesNoTray();
    const first = bruno.message('Plan directeur.pdf').locator('img[src^="blob:"]').first();
    await first.waitFor();
    const { width, height } = await first.evaluate((image: HTMLImageElement) => ({ width: image.naturalWidth, height: image.naturalHeight }));
    expect(height / width).toBeCloseTo(1.4, 1);
    expect(sizes).not.toEqual([]);
    expect(sizes).not.toContain(String(pdf.length));
  });

  it('finds every file in the panel, by kind and by name, and the message it came with', async () => {
    for (let number = 1; number <= 12; number++) await claire.say(`Remarque ${number}`);
    await bruno.reads('Remarque 12');
    await bruno.page.getByRole('button', { name: 'Fichiers', exact: true }).click();
    const files = bruno.page.getByRole('complementary', { name: 'Fichiers' });
    await files.getByText('3 fichiers').waitFor();
    await expectAccessible(bruno.page, 'files');
    await files.getByRole('radio', { name: 'Images', exact: true }).click();
    await files.getByText('1 fichier').waitFor();
    await files.getByRole('radio', { name: 'Tous', exact: true }).click();
    await files.getByRole('searchbox', { name: 'Rechercher un fichier' }).fill('lisez');
    await files.getByText('1 fichier').waitFor();
    const [download] = await Promise.all([bruno.page.waitForEvent('download'), files.getByRole('button', { name: 'Télécharger lisez-moi.txt' }).click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe('Bonjour');
    await files.getByRole('button', { name: 'Voir lisez-moi.txt dans la conversation' }).click();
    await bruno.message('lisez-moi.txt').waitFor();
    await files.getByRole('button', { name: 'Fermer' }).click();
  });

  it('formats what is selected, by toolbar and by keyboard', async () => {
    await claire.page.getByRole('button', { name: 'Mise en forme' }).click();
    await claire.field.fill('très important');
    await claire.field.press('ControlOrMeta+a');
    await claire.page.getByRole('toolbar', { name: 'Mise en forme' }).getByRole('button', { name: 'Gras' }).click();
    await expect.poll(() => claire.field.inputValue()).toBe('**très important**');
    await expectAccessible(claire.page, 'toolbar');
    await claire.field.press('ControlOrMeta+z');
    await expect.poll(() => claire.field.inputValue()).toBe('très important');
    await claire.field.press('ControlOrMeta+a');
    await claire.field.press('ControlOrMeta+i');
    await claire.field.press('Enter');
    await bruno.log.locator('em', { hasText: 'très important' }).waitFor();
    await claire.page.getByRole('button', { name: 'Mise en forme' }).click();
  });

  it('keeps the versions of an edited message', async () => {
    await claire.say('Rendez-vous à 9 h');
    await claire.act('Rendez-vous à 9 h', 'Modifier');
    await claire.say('Rendez-vous à 10 h');
    await bruno.message('Rendez-vous à 10 h').getByRole('button', { name: '(modifié)' }).click();
    const versions = bruno.page.getByRole('dialog', { name: 'Versions du message' });
    await versions.getByText('Rendez-vous à 9 h').waitFor();
    await expectAccessible(bruno.page, 'versions');
    expect(await versions.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('10 h'), expect.stringContaining('9 h')]);
    await bruno.page.keyboard.press('Escape');
  });

  it('meets no error on the way', () => {
    for (const person of [claire, bruno]) expect(troubleOf(person.page)).toEqual([]);
  });
});
