/** Alice and Bob on matrix-js-sdk, of two ministries: signing keys, recovery, verification by emoji and by code, history that is shared, sliding sync. */
import './quiet.mjs';
import { Preset } from 'matrix-js-sdk';
import { Person, verifyByCode, verifyByEmoji } from './people.mjs';
import { expect, until } from './until.mjs';

const [aliceAddress, aliceId, bobAddress, bobId, password] = process.argv.slice(2);
const viaServers = [aliceId.slice(aliceId.indexOf(':') + 1)];
const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
const people = [];

async function signIn(address, userId, how = Person.signIn) {
  const person = await how(address, userId, password);
  people.push(person);
  return person;
}

async function createRoom(person, name, invite) {
  return (await person.client.createRoom({ name, invite, preset: Preset.PrivateChat, initial_state: [encryption] })).room_id;
}

async function join(person, room, options = {}) {
  await until('the invite arrives', () => person.membershipIn(room) === 'invite');
  await person.client.joinRoom(room, { viaServers, ...options });
  await until('the room is entered', () => person.membershipIn(room) === 'join');
}

/** A conversation across the border, and what a device that comes later can read of it. */
async function conversation() {
  const alice = await signIn(aliceAddress, aliceId);
  const recoveryKey = await alice.setUp();
  const bob = await signIn(bobAddress, bobId);
  await bob.setUp();
  const room = await createRoom(alice, 'Across the border', [bobId]);
  await join(bob, room);
  await alice.say(room, 'Bonjour');
  await bob.reads(room, 'Bonjour');
  await bob.say(room, 'Bonjour aussi');
  await alice.reads(room, 'Bonjour aussi');
  await until('Bob knows that Alice has signed her device', async () =>
    (await bob.crypto.getDeviceVerificationStatus(aliceId, alice.device))?.signedByOwner);
  return { alice, bob, room, recoveryKey };
}

async function recovered({ room, recoveryKey }) {
  const device = await signIn(aliceAddress, aliceId);
  await until('the backup gives the keys', async () => (await device.recover(recoveryKey)).imported > 1);
  expect('the device that knows the recovery key is signed', await device.trusts(aliceId, device.device));
  await device.client.scrollback(device.client.getRoom(room));
  await device.reads(room, 'Bonjour');
  await device.reads(room, 'Bonjour aussi');
}

async function verified({ alice, room }, how) {
  const device = await signIn(aliceAddress, aliceId);
  expect('a new device is not trusted', !(await alice.trusts(aliceId, device.device)));
  await how(...await device.askToBeVerifiedBy(alice));
  await until('the device is signed', () => alice.trusts(aliceId, device.device));
  await until('the device has been told the key of the backup', async () => (await device.crypto.getActiveSessionBackupVersion()) !== null
    && (await device.crypto.getSessionBackupPrivateKey()) !== null);
  await device.crypto.restoreKeyBackup();
  await device.client.scrollback(device.client.getRoom(room));
  await device.reads(room, 'Bonjour aussi');
}

/** A device that syncs by windows reads what was, hears what comes, and is heard; another one invites it. */
async function slid({ bob, room, recoveryKey }) {
  const device = await signIn(aliceAddress, aliceId, Person.signInSliding);
  await until('the backup gives the keys', async () => (await device.recover(recoveryKey)).imported > 1);
  await device.client.scrollback(device.client.getRoom(room));
  await device.reads(room, 'Bonjour aussi');
  await until('Bob knows the device', async () => (await bob.crypto.getUserDeviceInfo([aliceId], true)).get(aliceId)?.has(device.device));
  await bob.say(room, 'Through the window');
  await device.reads(room, 'Through the window');
  await device.say(room, 'And back');
  await bob.reads(room, 'And back');
  const invited = await createRoom(bob, 'From outside', [aliceId]);
  await until('the invite arrives in the window', () => device.membershipIn(invited) === 'invite');
  await device.client.joinRoom(invited, { viaServers: [bobId.slice(bobId.indexOf(':') + 1)] });
  await until('the room is entered', () => device.membershipIn(invited) === 'join');
  await device.say(invited, 'Here I am');
  await bob.reads(invited, 'Here I am');
}

/** What is said while no device of Alice's is there can be read later (MSC3814). */
async function asleep({ alice, bob, room, recoveryKey }) {
  await alice.layToSleep();
  for (const one of people.filter((person) => person.client.getUserId() === aliceId)) await one.client.logout(true);
  await until('Bob knows that one device alone is left', async () =>
    (await bob.crypto.getUserDeviceInfo([aliceId], true)).get(aliceId).size === 1);
  await bob.say(room, 'Said to nobody awake');
  const device = await signIn(aliceAddress, aliceId);
  await device.recover(recoveryKey);
  await device.wakeSleeper();
  await device.client.scrollback(device.client.getRoom(room));
  await device.reads(room, 'Said to nobody awake');
}

/** Who is invited later is given the keys of what was said before (MSC4268). */
async function sharedHistory({ alice, bob }) {
  const room = await createRoom(alice, 'With a past', []);
  await alice.say(room, 'Said before Bob came');
  await alice.client.invite(room, bobId, { shareEncryptedHistory: true });
  await join(bob, room, { acceptSharedHistory: true });
  await bob.client.scrollback(bob.client.getRoom(room));
  await bob.reads(room, 'Said before Bob came');
}

try {
  const story = await conversation();
  await recovered(story);
  await verified(story, verifyByEmoji);
  await verified(story, verifyByCode);
  await sharedHistory(story);
  await slid(story);
  await asleep(story);
} catch (failure) {
  console.error(failure);
  process.exitCode = 1;
} finally {
  people.forEach((person) => person.stop());
}
process.exit();
