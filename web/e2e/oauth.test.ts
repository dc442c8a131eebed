import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, OAuth2, type ValidatedAuthMetadata } from 'matrix-js-sdk';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, newPage, startBrowser } from './support/browser';
import { given, ministryA, newAccount, type Account } from './support/ministries';

const application = {
  client_name: 'Messagerie d’essai',
  client_uri: 'https://client.example/',
  application_type: 'native' as const,
  redirect_uris: ['http://127.0.0.1/callback'] as [string],
};

/** An application on the same machine, which waits for the browser to come back. */
class Application {
  private arrive!: (query: URLSearchParams) => void;
  private readonly arrival = new Promise<URLSearchParams>((resolve) => { this.arrive = resolve; });
  private readonly server: Server = createServer((request, answer) => {
    this.arrive(new URL(request.url!, 'http://127.0.0.1').searchParams);
    answer.setHeader('Content-Type', 'text/plain').end('back in the application');
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => { this.server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/callback`;
  }

  async answer(): Promise<URLSearchParams> {
    const query = await this.arrival;
    this.server.close();
    return query;
  }
}

const fromHere = (url: string): string => url.replace(/\/\/[^/:]+\.localhost\b/, '//127.0.0.1');

async function metadata(): Promise<ValidatedAuthMetadata> {
  const found = await createClient({ baseUrl: fromHere(ministryA!.url) }).getAuthMetadata();
  const here = (url: string): string => fromHere(url);
  return { ...found, registration_endpoint: here(found.registration_endpoint), token_endpoint: here(found.token_endpoint),
    revocation_endpoint: here(found.revocation_endpoint), device_authorization_endpoint: here(found.device_authorization_endpoint!) };
}

async function logIn(page: Page, account: Account): Promise<void> {
  await page.getByLabel('Identifiant').fill(account.user);
  await page.getByLabel('Mot de passe').fill(account.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

const whoami = async (token: string): Promise<{ status: number; user_id?: string; device_id?: string }> => {
  const answer = await fetch(`${fromHere(ministryA!.url)}/_matrix/client/v3/account/whoami`, { headers: { Authorization: `Bearer ${token}` } });
  return { ...(await answer.json() as object), status: answer.status };
};

describe.skipIf(!given)('OAuth 2.0, with matrix-js-sdk and a browser that runs no script', () => {
  let browser: Browser;
  let account: Account;
  let server: ValidatedAuthMetadata;
  let clientId: string;

  beforeAll(async () => {
    browser = await startBrowser();
    account = await newAccount(ministryA, 'Camille Durand');
    server = await metadata();
    clientId = await OAuth2.registerClient(server, application);
  });
  afterAll(() => browser.close());

  it('lets an application in, refreshes its tokens, and shuts it out when it revokes them', async () => {
    const waiting = new Application();
    const callback = await waiting.listen();
    const oauth = new OAuth2(server, { clientId });
    const page = await newPage(browser, { javaScriptEnabled: false });
    await page.goto(await oauth.generateAuthorizationCodeGrantUrl('state', callback, 'query'));
    await page.getByLabel('Identifiant').fill(account.user);
    await page.getByLabel('Mot de passe').fill('pas le bon');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('alert').getByText('n’est pas le bon').waitFor();
    expect(await page.getByLabel('Identifiant').inputValue()).toBe(account.user);
    await logIn(page, account);
    await page.getByRole('heading', { name: /Messagerie d’essai demande/ }).waitFor();
    await page.getByRole('button', { name: 'Accepter' }).click();
    await page.getByText('back in the application').waitFor();
    const answer = await waiting.answer();
    expect(answer.get('state')).toBe('state');
    const tokens = await oauth.completeAuthorizationCodeGrant(answer.get('code')!, callback);
    expect(await whoami(tokens.access_token)).toMatchObject({ status: 200, user_id: account.id, device_id: oauth.context.deviceId });
    const fresh = await oauth.performRefreshTokenGrant(tokens.refresh_token!);
    expect((await whoami(fresh.access_token)).status).toBe(200);
    await oauth.revokeToken(fresh.refresh_token!, 'refresh_token');
    expect((await whoami(fresh.access_token)).status).toBe(401);
    await page.context().close();
  });

  it('lets a device in that shows a code', async () => {
    const oauth = new OAuth2(server, { clientId });
    const session = await oauth.startDeviceAuthorizationGrant();
    const page = await newPage(browser, { javaScriptEnabled: false });
    await page.goto(session.verification_uri);
    await logIn(page, account);
    await page.getByLabel('Code affiché').fill(session.user_code.toLowerCase());
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByText('Ce code doit être affiché').waitFor();
    await page.getByRole('button', { name: 'Accepter' }).click();
    await page.getByRole('heading', { name: 'Appareil connecté' }).waitFor();
    const tokens = await oauth.waitForDeviceAuthorizationGrant(session);
    expect(await whoami((tokens as { access_token: string }).access_token)).toMatchObject({ user_id: account.id, device_id: oauth.context.deviceId });
    await page.context().close();
  });

  for (const locale of ['fr-FR', 'en-GB']) {
    it(`is photographed, ${locale}: nothing scrolls sideways, axe finds nothing`, async () => {
      const oauth = new OAuth2(server, { clientId });
      const consent = await oauth.generateAuthorizationCodeGrantUrl('state', 'http://127.0.0.1:9/callback');
      const { user_code: code } = await oauth.startDeviceAuthorizationGrant();
      const page = await newPage(browser, { locale, bypassCSP: true });
      const photograph = async (name: string, place: string): Promise<void> => {
        if (place) await page.goto(place);
        for (const width of [1280, 390, 320]) {
          await page.setViewportSize({ width, height: 800 });
          const [full, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          expect.soft(full, `${name}, ${width} px`).toBeLessThanOrEqual(seen!);
          await page.screenshot({ path: `e2e/photographs/oauth-${name}-${locale.slice(0, 2)}-${width}.png`, fullPage: true });
        }
        await expectAccessible(page, `${name} ${locale}`);
      };
      const at = `${ministryA!.url}/account`;
      await photograph('log-in', `${at}/login`);
      await page.locator('#name').fill(account.user);
      await page.locator('#password').fill('faux');
      await page.locator('form.card button').click();
      await photograph('wrong', '');
      await page.locator('#password').fill(account.password);
      await page.locator('form.card button').click();
      await page.locator('nav').waitFor();
      await photograph('profile', '');
      await photograph('consent', consent);
      await photograph('link', `${at}/link`);
      await photograph('link-consent', `${at}/link?user_code=${code}`);
      await photograph('devices', `${at}?action=org.matrix.devices_list`);
      await page.locator('.devices button').first().click();
      await photograph('device', '');
      await photograph('password', `${at}?action=password`);
      await photograph('close', `${at}?action=org.matrix.account_deactivate`);
      await photograph('reset', `${at}?action=org.matrix.cross_signing_reset`);
      await photograph('sso', `${at}/sso?redirectUrl=${encodeURIComponent('https://client.example/')}`);
      await photograph('untrusted', `${at}/authorize`);
      await page.context().close();
    });
  }
});
