"""Alice on matrix-nio and Bob on mautrix, of two ministries: an encrypted room, messages both ways, a file, an edit, leaving."""

import asyncio
import os
import sys

import nio
from mautrix.client import Client
from mautrix.client.state_store import MemoryStateStore, MemorySyncStore
from mautrix.crypto import OlmMachine
from mautrix.crypto.store import MemoryCryptoStore, StateStore
from mautrix.types import EventType, Membership, MessageType, TextMessageEventContent, UserID

PATIENCE = 60


class SharedState(MemoryStateStore, StateStore):
    """What mautrix's encryption asks of the rooms."""

    async def find_shared_rooms(self, user_id):
        return [room for room, members in self.members.items() if user_id in members]


class Alice:
    """Somebody on matrix-nio, whose texts are noted as they are decrypted."""

    def __init__(self, address, user, folder):
        os.makedirs(folder, exist_ok=True)
        self.client = nio.AsyncClient(address, user, store_path=folder, config=nio.AsyncClientConfig(encryption_enabled=True))
        self.texts = []
        self.client.add_event_callback(lambda room, event: self.texts.append((event.body, event.decrypted)), nio.RoomMessageText)

    async def log_in(self, password):
        answer = await self.client.login(password)
        assert isinstance(answer, nio.LoginResponse), answer
        await self.client.sync(full_state=True)
        if self.client.should_upload_keys:
            await self.client.keys_upload()

    async def create(self, guest):
        encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
        answer = await self.client.room_create(name="Across the border", invite=[guest], initial_state=[encryption])
        assert isinstance(answer, nio.RoomCreateResponse), answer
        return answer.room_id

    async def say(self, room, text):
        answer = await self.client.room_send(room, "m.room.message", {"msgtype": "m.text", "body": text}, ignore_unverified_devices=True)
        assert isinstance(answer, nio.RoomSendResponse), answer
        return answer.event_id


class Bob:
    """Somebody on mautrix."""

    def __init__(self, address, user):
        store = SharedState()
        self.client = Client(mxid=UserID(user), base_url=address, sync_store=MemorySyncStore(), state_store=store)
        self.client.crypto = OlmMachine(self.client, MemoryCryptoStore("account", "pickle"), store)
        self.texts = []
        self.client.add_event_handler(EventType.ROOM_MESSAGE, self.note)

    async def note(self, event):
        self.texts.append((event.content.body, event["mautrix"]["was_encrypted"]))

    async def log_in(self, password):
        await self.client.login(password=password, device_name="mautrix", store_access_token=True, update_hs_url=False)
        self.client.crypto.crypto_store.account_id = self.client.device_id
        await self.client.crypto.crypto_store.put_device_id(self.client.device_id)
        await self.client.crypto.load()
        await self.client.crypto.share_keys(0)

    async def say(self, room, text):
        return await self.client.send_message_event(room, EventType.ROOM_MESSAGE,
                                                    TextMessageEventContent(msgtype=MessageType.TEXT, body=text))


async def until(what, so):
    """Waits for something that must come to pass."""
    for _ in range(PATIENCE * 5):
        found = so()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return
        await asyncio.sleep(0.2)
    raise AssertionError("not within %d s: %s" % (PATIENCE, what))


async def invited(bob, room):
    return await bob.client.state_store.get_membership(room, bob.client.mxid) == Membership.INVITE


def has(texts, text):
    return any(body == text and encrypted for body, encrypted in texts)


async def story(alice_address, alice_id, bob_address, bob_id, password, folder):
    alice, bob = Alice(alice_address, alice_id, folder), Bob(bob_address, bob_id)
    await alice.log_in(password)
    await bob.log_in(password)
    syncing = [asyncio.create_task(alice.client.sync_forever(timeout=5000)), bob.client.start(None)]
    try:
        room = await alice.create(bob_id)
        await until("Bob is invited", lambda: invited(bob, room))
        await bob.client.join_room(room, servers=[alice_id.split(":", 1)[1]])
        await until("Alice sees Bob in the room", lambda: bob_id in alice.client.rooms[room].users
                    and not alice.client.rooms[room].users[bob_id].invited)
        await until("Alice knows Bob's device", lambda: any(alice.client.device_store.active_user_devices(bob_id)))

        await alice.say(room, "Bonjour de nio")
        await until("Bob decrypts what Alice says", lambda: has(bob.texts, "Bonjour de nio"))
        await bob.say(room, "Bonjour de mautrix")
        await until("Alice decrypts what Bob says", lambda: has(alice.texts, "Bonjour de mautrix"))

        uploaded, keys = await alice.client.upload(lambda *_: b"a file of the ministry", content_type="text/plain", filename="note.txt",
                                                   encrypt=True, filesize=22)
        assert isinstance(uploaded, nio.UploadResponse), uploaded
        fetched = await bob.client.download_media(uploaded.content_uri)
        assert nio.crypto.decrypt_attachment(fetched, keys["key"]["k"], keys["hashes"]["sha256"], keys["iv"]) == b"a file of the ministry"

        read = await bob.say(room, "the last one")
        await until("Alice decrypts the last one", lambda: has(alice.texts, "the last one"))
        await alice.client.room_read_markers(room, read, read)
        await alice.client.room_typing(room, True)
        history = await alice.client.room_messages(room, alice.client.next_batch, limit=50)
        assert isinstance(history, nio.RoomMessagesResponse), history
        assert sum(isinstance(event, (nio.MegolmEvent, nio.RoomMessageText)) for event in history.chunk) == 3, history.chunk

        await bob.client.leave_room(room)
        await until("Alice sees that Bob has left", lambda: bob_id not in alice.client.rooms[room].users)
    finally:
        bob.client.stop()
        for task in syncing:
            task.cancel()
        await asyncio.gather(*syncing, return_exceptions=True)
        await alice.client.close()
        await bob.client.api.session.close()


if __name__ == "__main__":
    asyncio.run(story(*sys.argv[1:]))
