import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

const options = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required',
];

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.COLLOQUE_CHROMIUM ?? '/usr/bin/chromium', args: options });

/** Lets a test look at the connections of a call, also inside its frame. */
const keepConnections = () => {
  const Original = window.RTCPeerConnection;
  const kept: RTCPeerConnection[] = [];
  (window as unknown as { connections: RTCPeerConnection[] }).connections = kept;
  window.RTCPeerConnection = new Proxy(Original, {
    construct(target, args: [RTCConfiguration]) {
      const connection = new target(...args);
      kept.push(connection);
      return connection;
    },
  });
};

const trouble = new WeakMap<Page, string[]>();

/** A browser of its own, as one person would have: nothing is shared with the others. */
export async function newPage(browser: Browser, settings: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...settings });
  await context.addInitScript(keepConnections);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const errors: string[] = [];
  trouble.set(page, errors);
  page.on('pageerror', (error) => errors.push(error.message));
  return page;
}

export const troubleOf = (page: Page): string[] => trouble.get(page) ?? [];

/** How many frames of others' video have been decoded, in the page or its frames. */
export async function framesDecoded(page: Page): Promise<number> {
  const counts = await Promise.all(page.frames().map((frame) => frame.evaluate(async () => {
    const { connections = [] } = window as unknown as { connections?: RTCPeerConnection[] };
    let most = 0;
    for (const connection of connections) {
      (await connection.getStats()).forEach((report: { type: string; kind?: string; framesDecoded?: number }) => {
        if (report.type === 'inbound-rtp' && report.kind === 'video') most = Math.max(most, report.framesDecoded ?? 0);
      });
    }
    return most;
  }).catch(() => 0)));
  return Math.max(0, ...counts);
}

/** axe finds nothing to say against WCAG 2.2 AA. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const found = violations.map(({ id, nodes }) => `${screen}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  expect.soft(found).toEqual([]);
}

export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync('e2e/photographs', { recursive: true });
  await page.screenshot({ path: `e2e/photographs/${name}.png` });
}
