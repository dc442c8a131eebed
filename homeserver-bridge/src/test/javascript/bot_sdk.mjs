/** A bot on matrix-bot-sdk, of Alice's ministry, which enters where it is invited and answers; Bob, of another, talks to it. */
import './quiet.mjs';
import { AutojoinRoomsMixin, MatrixAuth, MemoryStorageProvider, MatrixClient } from 'matrix-bot-sdk';
import { expect, until } from './until.mjs';

const [aliceAddress, aliceId, bobAddress, bobId, password] = process.argv.slice(2);

async function logIn(address, userId) {
  const { accessToken } = await new MatrixAuth(address).passwordLogin(userId, password, 'matrix-bot-sdk');
  return new MatrixClient(address, accessToken, new MemoryStorageProvider());
}

const bot = await logIn(aliceAddress, aliceId);
const bob = await logIn(bobAddress, bobId);

async function story() {
  AutojoinRoomsMixin.setupOnClient(bot);
  bot.on('room.message', async (room, event) => {
    if (event.sender === aliceId || event.content?.body !== '!dice') return;
    await bot.sendReadReceipt(room, event.event_id);
    await bot.replyText(room, event, 'four');
  });
  const heard = [];
  bob.on('room.message', (_room, event) => heard.push(event));
  await bot.start();
  await bob.start();

  const room = await bob.createRoom({ name: 'With a bot', preset: 'public_chat', invite: [aliceId], room_alias_name: 'with-a-bot' });
  await until('the bot has come', async () => (await bob.getJoinedRoomMembers(room)).includes(aliceId));
  const asked = await bob.sendText(room, '!dice');
  const answer = await until('the bot answers', () => heard.find((event) => event.sender === aliceId));
  expect('the bot answers to what was asked', answer.content['m.relates_to']['m.in_reply_to'].event_id === asked);

  const alias = `#with-a-bot:${bobId.slice(bobId.indexOf(':') + 1)}`;
  expect('the alias leads to the room', (await bot.resolveRoom(alias)) === room);
  const file = Buffer.from('a file of the ministry');
  const { data } = await bob.downloadContent(await bot.uploadContent(file, 'text/plain', 'note.txt'));
  expect('the file comes over the border', data.equals(file));
  await bot.setDisplayName('The bot');
  await until('the name is known', async () => (await bob.getUserProfile(aliceId)).displayname === 'The bot');
  await bob.sendStateEvent(room, 'm.room.topic', '', { topic: 'Dice' });
  await until('the topic is known', async () =>
    (await bot.getRoomStateEvent(room, 'm.room.topic', '').catch(() => ({}))).topic === 'Dice');
  await bob.redactEvent(room, asked, 'enough');
  await until('what was asked is gone', async () => !(await bot.getEvent(room, asked)).content.body);
  await bob.kickUser(aliceId, room, 'good night');
  await until('the bot is out', async () => !(await bot.getJoinedRooms()).includes(room));
}

try {
  await story();
} catch (failure) {
  console.error(failure);
  process.exitCode = 1;
}
process.exit();
