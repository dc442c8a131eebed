/** People on matrix-js-sdk with its encryption, outside a browser. */
import './quiet.mjs';
import { createClient } from 'matrix-js-sdk';
import { SlidingSync } from 'matrix-js-sdk/lib/sliding-sync.js';
import { CryptoEvent, decodeRecoveryKey, VerificationPhase, VerifierEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { expect, until } from './until.mjs';

const methods = ['m.sas.v1', 'm.qr_code.show.v1', 'm.qr_code.scan.v1', 'm.reciprocate.v1'];

const byPassword = (userId, password) => ({ type: 'm.login.password', identifier: { type: 'm.id.user', user: userId }, password });

/** As a client asks that wants to have every room whole. */
const everyRoom = { ranges: [[0, 99]], timeline_limit: 20, required_state: [['*', '*']] };

/** One device of somebody. */
export class Person {
  #password;
  #secrets = new Map();
  #requests = [];

  /** A new device, which holds no keys yet. */
  static signIn(address, userId, password) {
    return Person.#start(address, userId, password, () => ({ initialSyncLimit: 20, lazyLoadMembers: true }));
  }

  /** A new device that syncs by windows (MSC4186). */
  static signInSliding(address, userId, password) {
    return Person.#start(address, userId, password, (client) => ({
      slidingSync: new SlidingSync(address, new Map([['all', everyRoom]]), { timeline_limit: 20, required_state: [['*', '*']] }, client, 20_000),
    }));
  }

  static async #start(address, userId, password, options) {
    const session = await createClient({ baseUrl: address }).loginRequest(byPassword(userId, password));
    const person = new Person(address, session, password);
    await person.client.initRustCrypto({ useIndexedDB: false });
    await person.client.startClient(options(person.client));
    await until('the first sync', () => person.client.isInitialSyncComplete());
    return person;
  }

  constructor(baseUrl, { access_token: accessToken, device_id: deviceId, user_id: userId }, password) {
    this.#password = password;
    this.client = createClient({
      baseUrl, userId, accessToken, deviceId, verificationMethods: methods,
      cryptoCallbacks: {
        getSecretStorageKey: async ({ keys }) => this.#secretFor(Object.keys(keys)),
        cacheSecretStorageKey: (id, _info, key) => this.#secrets.set(id, key),
      },
    });
    this.client.on(CryptoEvent.VerificationRequestReceived, (request) => this.#requests.push(request));
  }

  get crypto() { return this.client.getCrypto(); }

  get device() { return this.client.getDeviceId(); }

  stop() { this.client.stopClient(); }

  /** Gives the account its signing keys, secret storage and backup. What comes back is the recovery key. */
  async setUp() {
    const signIn = (request) => request(null).catch((refused) =>
      request({ ...byPassword(this.client.getUserId(), this.#password), session: refused.data.session }));
    await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: signIn });
    const key = await this.crypto.createRecoveryKeyFromPassphrase();
    await this.crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => key, setupNewSecretStorage: true, setupNewKeyBackup: true });
    return key.encodedPrivateKey;
  }

  /** Enters the recovery key: the device is signed then, and reads what the backup holds. */
  async recover(recoveryKey) {
    this.#secrets.set('typed', decodeRecoveryKey(recoveryKey));
    expect('the account has signing keys', await this.crypto.userHasCrossSigningKeys(this.client.getUserId(), true));
    await this.crypto.bootstrapCrossSigning({});
    await this.crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    return this.crypto.restoreKeyBackup();
  }

  /** Lays a device to sleep that receives keys while no other is there. */
  async layToSleep() {
    expect('devices may sleep here', await this.crypto.isDehydrationSupported());
    await this.crypto.startDehydration();
  }

  /** Wakes the device that slept: what it was given meanwhile can be read on this one. */
  async wakeSleeper() {
    await this.crypto.startDehydration({ rehydrate: true });
  }

  /** Whether a device is signed by its user, whom this one trusts. */
  async trusts(userId, deviceId) {
    return (await this.crypto.getDeviceVerificationStatus(userId, deviceId))?.crossSigningVerified ?? false;
  }

  membershipIn(room) { return this.client.getRoom(room)?.getMyMembership(); }

  async say(room, text) {
    await until('the room is known', () => this.client.getRoom(room));
    await this.client.sendTextMessage(room, text);
  }

  /** Waits until a message can be read, and was encrypted. */
  reads(room, text) {
    return until(`${this.client.getUserId()} on ${this.device} reads "${text}"`, () => {
      const events = this.client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
      return events.find((event) => event.isEncrypted() && event.getContent().body === text);
    });
  }

  /** Asks the account's other devices to verify this one; the other accepts. */
  async askToBeVerifiedBy(other) {
    await until('the other device is known', async () =>
      (await this.crypto.getUserDeviceInfo([this.client.getUserId()], true)).get(this.client.getUserId())?.has(other.device));
    const asked = await this.crypto.requestOwnUserVerification();
    const received = await until('the request arrives', () => other.#requests.find((one) => one.transactionId === asked.transactionId));
    await received.accept();
    await until('the request is accepted', () => asked.phase === VerificationPhase.Ready);
    return [asked, received];
  }

  #secretFor(ids) {
    const known = ids.find((id) => this.#secrets.has(id));
    if (known) return [known, this.#secrets.get(known)];
    return this.#secrets.has('typed') ? [ids[0], this.#secrets.get('typed')] : null;
  }
}

/** Both compare the emoji that they are shown. */
export async function verifyByEmoji(asked, received) {
  const first = await asked.startVerification('m.sas.v1');
  const second = await until('the other starts', () => received.verifier);
  const shown = [first, second].map((verifier) => new Promise((resolve) => { verifier.on(VerifierEvent.ShowSas, resolve); }));
  const ends = [first.verify(), second.verify()];
  const [one, other] = await Promise.all(shown);
  const emoji = (sas) => sas.sas.emoji.map(([picture]) => picture).join('');
  expect('both see the same emoji', emoji(one) === emoji(other) && one.sas.emoji.length === 7);
  await Promise.all([one.confirm(), other.confirm(), ...ends]);
}

/** The one who asked scans what the other shows. */
export async function verifyByCode(asked, received) {
  const code = await received.generateQRCode();
  const scanning = await asked.scanQRCode(code);
  const end = scanning.verify();
  const showing = await until('the code is scanned', () => received.verifier?.getReciprocateQrCodeCallbacks() && received.verifier);
  const shown = showing.verify();
  showing.getReciprocateQrCodeCallbacks().confirm();
  await Promise.all([end, shown]);
}
