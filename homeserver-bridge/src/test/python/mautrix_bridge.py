"""A bridge on mautrix's application service: ghosts, transactions, ping, and an encrypted room with Alice on matrix-nio."""

import asyncio
import os
import re
import sys

from mautrix.appservice import AppService
from mautrix.appservice.state_store import ASStateStore
from mautrix.client import Client
from mautrix.client.state_store import MemorySyncStore
from mautrix.crypto import OlmMachine
from mautrix.crypto.store import MemoryCryptoStore
from mautrix.types import EventType, Membership, TextMessageEventContent, MessageType, UserID

from nio_and_mautrix import Alice, SharedState, has, until


class BridgeState(ASStateStore, SharedState):
    """What the bridge knows of rooms, and what its encryption asks of them."""

    def __init__(self):
        ASStateStore.__init__(self)
        SharedState.__init__(self)


def registration(folder):
    with open(os.path.join(os.path.dirname(folder), "bridge.yaml")) as file:
        text = file.read()
    fields = dict(re.findall(r'^(\w+): "?([^"\n]+)"?$', text, re.M))
    return fields, int(fields["url"].rsplit(":", 1)[1])


class Bridge:
    """An application service whose own user takes part in encrypted rooms, as bridges for encrypted rooms do."""

    def __init__(self, address, domain, folder):
        fields, self.port = registration(folder)
        self.state = BridgeState()
        self.service = AppService(server=address, domain=domain, as_token=fields["as_token"], hs_token=fields["hs_token"],
                                  bot_localpart=fields["sender_localpart"], id=fields["id"], state_store=self.state,
                                  ephemeral_events=True, encryption_events=True)
        self.client = Client(mxid=self.service.bot_mxid, base_url=address, token=fields["as_token"], sync_store=MemorySyncStore(),
                             state_store=self.state)
        self.crypto = OlmMachine(self.client, MemoryCryptoStore("bridge", "pickle"), self.state)
        self.client.crypto = self.crypto
        self.service.otk_handler = self.crypto.handle_as_otk_counts
        self.service.device_list_handler = self.crypto.handle_as_device_lists
        self.service.to_device_handler = self.crypto.handle_as_to_device_event
        self.service.matrix_event_handler(self.note)
        self.types, self.texts, self.invites = [], [], []

    async def start(self):
        await self.service.start("127.0.0.1", self.port)
        await self.service.intent.ensure_registered()
        await self.client.create_device_msc4190("", "Bridge")
        await self.crypto.crypto_store.put_device_id(self.client.device_id)
        await self.crypto.load()
        await self.crypto.share_keys()

    async def note(self, event):
        self.types.append(event.type)
        if event.type == EventType.ROOM_MEMBER and event.state_key == self.service.bot_mxid \
                and event.content.membership == Membership.INVITE:
            self.invites.append(event.room_id)
        if event.type == EventType.ROOM_ENCRYPTED:
            asyncio.create_task(self.read(event))

    async def read(self, event):
        if event.sender == self.service.bot_mxid:
            return
        await self.crypto.wait_for_session(event.room_id, event.content.session_id, timeout=30)
        decrypted = await self.crypto.decrypt_megolm_event(event)
        self.texts.append((decrypted.content.body, True))

    async def say(self, room, text):
        return await self.client.send_message_event(room, EventType.ROOM_MESSAGE,
                                                    TextMessageEventContent(msgtype=MessageType.TEXT, body=text))


async def story(alice_address, alice_id, bob_address, bob_id, password, folder):
    domain = alice_id.split(":", 1)[1]
    alice, bridge = Alice(alice_address, alice_id, folder), Bridge(alice_address, domain, folder)
    await bridge.start()
    await alice.log_in(password)
    syncing = asyncio.create_task(alice.client.sync_forever(timeout=5000))
    try:
        assert await bridge.service.ping_self("meow") >= 0

        plain = await bridge.service.intent.create_room(name="Portal", invitees=[UserID(alice_id)])
        await until("Alice is invited", lambda: plain in alice.client.invited_rooms)
        await alice.client.join(plain)
        ghost = bridge.service.intent.user(UserID("@_irc_jean:" + domain))
        await ghost.ensure_registered()
        await ghost.set_displayname("Jean")
        await bridge.service.intent.invite_user(plain, ghost.mxid)
        await ghost.ensure_joined(plain)
        await ghost.send_text(plain, "Bonjour d'IRC")
        await until("Alice hears the ghost", lambda: any(body == "Bonjour d'IRC" for body, _ in alice.texts))
        await until("the bridge hears of the ghost", lambda: EventType.ROOM_MESSAGE in bridge.types)

        room = await alice.create(bridge.service.bot_mxid)
        await until("the bridge is invited", lambda: room in bridge.invites)
        await bridge.service.intent.join_room(room)
        await until("Alice sees the bridge", lambda: bridge.service.bot_mxid in alice.client.rooms[room].users
                    and not alice.client.rooms[room].users[bridge.service.bot_mxid].invited)
        await until("Alice knows the bridge's device", lambda: any(alice.client.device_store.active_user_devices(bridge.service.bot_mxid)))
        await alice.say(room, "Bonjour de nio")
        await until("the bridge decrypts what Alice says", lambda: has(bridge.texts, "Bonjour de nio"))
        await bridge.say(room, "Bonjour du pont")
        await until("Alice decrypts what the bridge says", lambda: has(alice.texts, "Bonjour du pont"))
    finally:
        syncing.cancel()
        await asyncio.gather(syncing, return_exceptions=True)
        await alice.client.close()
        await bridge.service.stop()
        await bridge.client.api.session.close()


if __name__ == "__main__":
    asyncio.run(story(*sys.argv[1:]))
