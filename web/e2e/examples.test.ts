import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, newPage, startBrowser, troubleOf } from './support/browser';
import { given, ministryA } from './support/ministries';

const widths = [1440, 1000, 390, 320];

describe.skipIf(!given)('the page of examples', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await startBrowser(); });
  afterAll(() => browser.close());

  it('takes from a hostile message all that acts or loads', async () => {
    const page = await newPage(browser);
    const elsewhere: string[] = [];
    page.on('request', (request) => { if (request.url().includes('elsewhere.invalid')) elsewhere.push(request.url()); });
    await page.goto(`${ministryA!.url}/examples`);
    const hostile = page.getByRole('article').filter({ hasText: 'hostile' });
    await hostile.waitFor();
    const shown = await hostile.evaluate((article) => ({
      elements: article.querySelectorAll('script, img, iframe, [onclick], [onerror], a[href]').length,
      placed: [...article.querySelectorAll('span')].some((span) => span.style.position === 'fixed'),
    }));
    expect(shown).toEqual({ elements: 0, placed: false });
    expect(elsewhere).toEqual([]);
    const refused = await page.evaluate(() => {
      try {
        document.createElement('div').innerHTML = '<b>text that nobody has looked at</b>';
        return 'shown';
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(refused).toBe('TypeError');
    await page.context().close();
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const locale of ['fr-FR', 'en-GB']) {
      it(`is photographed, ${scheme}, ${locale}: nothing scrolls sideways, axe finds nothing`, async () => {
        const page = await newPage(browser, { colorScheme: scheme, locale });
        await page.goto(`${ministryA!.url}/examples`);
        await page.getByRole('region', { name: 'Messages', exact: true }).waitFor();
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const { full, seen, height } = await page.getByRole('main').evaluate((main) => ({ full: main.scrollWidth, seen: main.clientWidth, height: main.scrollHeight }));
          expect.soft(full, `${width} px`).toBeLessThanOrEqual(seen);
          await page.setViewportSize({ width, height });
          await page.screenshot({ path: `e2e/photographs/examples-${scheme}-${locale.slice(0, 2)}-${width}.png` });
        }
        await expectAccessible(page, `examples ${scheme} ${locale}`);
        expect(troubleOf(page)).toEqual([]);
        await page.context().close();
      });
    }
  }
});
