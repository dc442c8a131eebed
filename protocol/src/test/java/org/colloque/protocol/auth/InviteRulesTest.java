package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.CAROL;
import static org.colloque.protocol.fixture.TestRoom.DAVE;
import static org.colloque.protocol.fixture.TestRoom.json;

import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.fixture.Attempted;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class InviteRulesTest {
    private static final SigningKey KEY = SigningKey.ofSeed(KeyId.parse("ed25519:0"), "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1");
    private static final SigningKey OTHER_KEY = SigningKey.ofSeed(KeyId.parse("ed25519:0"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    @TestFactory
    List<DynamicTest> inviteRules() {
        return new RuleTable()
                .rule("4.4.2", "whoInvitesHasJoined",
                        room -> room.createdBy(ALICE).when(ALICE).invites(BOB),
                        room -> room.createdBy(ALICE).when(CAROL).invites(BOB))
                .rule("4.4.3", "membersAreNotInvited",
                        room -> room.createdBy(ALICE).invited(BOB).when(ALICE).invites(BOB),
                        room -> room.createdBy(ALICE).joinedBy(BOB).when(ALICE).invites(BOB))
                .rule("4.4.3", "theBannedAreNotInvited",
                        room -> room.createdBy(ALICE).knockedOnBy(BOB).when(ALICE).invites(BOB),
                        room -> room.createdBy(ALICE).banned(BOB).when(ALICE).invites(BOB))
                .rule("4.4.5", "whoInvitesHasTheInviteLevel",
                        room -> room.createdBy(ALICE).joinedBy(CAROL).powerLevels("{'invite': 50}").when(ALICE).invites(BOB),
                        room -> room.createdBy(ALICE).joinedBy(CAROL).powerLevels("{'invite': 50}").when(CAROL).invites(BOB))
                .tests();
    }

    @TestFactory
    List<DynamicTest> thirdPartyInviteRules() {
        return new RuleTable()
                .rule("4.4.1.1", "theBannedTakeUpNoInvite",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> takesUp(inviting(room, KEY).banned(BOB), signed(BOB, KEY)))
                .rule("4.4.1.2", "theInviteIsSigned",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> changed(room, invite -> invite.remove("signed")))
                .rule("4.4.1.3", "theInviteNamesItsUser",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> changed(room, invite -> ((ObjectNode) invite.get("signed")).remove("mxid")))
                .rule("4.4.1.3", "theInviteNamesItsToken",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> changed(room, invite -> ((ObjectNode) invite.get("signed")).remove("token")))
                .rule("4.4.1.4", "theInviteIsForItsTarget",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> takesUp(inviting(room, KEY), signed(DAVE, KEY)))
                .rule("4.4.1.5", "theRoomKnowsTheToken",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> takesUp(room.createdBy(ALICE), signed(BOB, KEY)))
                .rule("4.4.1.6", "theSenderMadeTheInvite",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> takesUp(ALICE, inviting(room, KEY), signed(BOB, KEY)))
                .rule("4.4.1.8", "theSignatureIsOfAKeyOfTheRoom",
                        room -> takesUp(inviting(room, KEY), signed(BOB, KEY)),
                        room -> takesUp(inviting(room, KEY), signed(BOB, OTHER_KEY)))
                .rule("4.4.1.8", "anyOfTheListedKeysWillDo",
                        room -> takesUp(inviting(room, OTHER_KEY, KEY), signed(BOB, KEY)),
                        room -> takesUp(inviting(room, OTHER_KEY), signed(BOB, KEY)))
                .tests();
    }

    /** Carol has invited somebody by address, and has left: the invite is still hers to hand over. */
    private static TestRoom inviting(TestRoom room, SigningKey first, SigningKey... more) {
        ObjectNode content = json("{'display_name': 'b...', 'key_validity_url': 'https://id.example/valid'}");
        content.put("public_key", first.verifyKey().toBase64());
        for (SigningKey key : more) {
            content.withArrayProperty("public_keys").addObject().put("public_key", key.verifyKey().toBase64());
        }
        return room.createdBy(ALICE).has(CAROL, EventTypes.THIRD_PARTY_INVITE, "token", content);
    }

    private static ObjectNode signed(UserId user, SigningKey key) {
        ObjectNode signed = json("{'token': 'token'}").put("mxid", user.value());
        JsonSignatures.sign(signed, "id.example", key);
        return signed;
    }

    private static Attempted takesUp(TestRoom room, ObjectNode signed) {
        return takesUp(CAROL, room, signed);
    }

    private static Attempted takesUp(UserId sender, TestRoom room, ObjectNode signed) {
        ObjectNode content = json("{'membership': 'invite', 'third_party_invite': {'display_name': 'b...'}}");
        content.withObjectProperty("third_party_invite").set("signed", signed);
        return room.when(sender).sets(EventTypes.MEMBER, BOB.value(), content);
    }

    private static Attempted changed(TestRoom room, Consumer<ObjectNode> change) {
        return takesUp(inviting(room, KEY), signed(BOB, KEY)).with(content -> change.accept((ObjectNode) content.get("third_party_invite")));
    }
}
