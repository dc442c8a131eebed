package org.colloque.protocol.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SignatureVerdict;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.VerifyKey;
import org.junit.jupiter.api.Test;

class EventSignaturesTest {
    private static final ServerName A = ServerName.parse("a.fr");
    private static final ServerName B = ServerName.parse("b.fr");
    private static final UserId ALICE = UserId.parse("@alice:a.fr");
    private static final UserId BOB = UserId.parse("@bob:b.fr");
    private static final SigningKey KEY_A = SigningKey.generate(KeyId.parse("ed25519:a"), new SecureRandom());
    private static final SigningKey KEY_B = SigningKey.generate(KeyId.parse("ed25519:b"), new SecureRandom());
    private static final EventPosition POSITION = EventPosition.in(RoomId.parse("!r:a.fr"), 3, List.of(), List.of());

    private static Pdu member(UserId sender, UserId target, String content) {
        return new EventBuilder(RoomVersions.V11, sender.server(), KEY_A)
                .build(EventTemplate.state(sender, StateKey.member(target), Json.of(content)), POSITION, 1);
    }

    private static Pdu message() {
        return new EventBuilder(RoomVersions.V11, A, KEY_A)
                .build(EventTemplate.message(ALICE, "m.room.message", Json.of("{'body':'secret'}")), POSITION, 1);
    }

    private static Function<KeyId, Optional<VerifyKey>> only(SigningKey key) {
        return id -> id.equals(key.id()) ? Optional.of(key.verifyKey()) : Optional.empty();
    }

    @Test
    void sendersServerMustSign() {
        assertEquals(Set.of(A), EventSignatures.required(message()));
        assertEquals(Set.of(A), EventSignatures.required(member(ALICE, BOB, "{'membership':'invite'}")));
    }

    @Test
    void serverOfWhoeverLetsAMemberInMustSignToo() {
        String content = "{'membership':'join','join_authorised_via_users_server':'@alice:a.fr'}";

        assertEquals(Set.of(A, B), EventSignatures.required(member(BOB, BOB, content)));
    }

    @Test
    void authoriserThatIsNoUserIsRefused() {
        Pdu join = member(BOB, BOB, "{'membership':'join','join_authorised_via_users_server':'alice'}");

        assertThrows(InvalidEventException.class, () -> EventSignatures.required(join));
    }

    @Test
    void inviteByThirdPartyIdMayBeSentByAnotherServer() {
        assertEquals(Set.of(), EventSignatures.required(member(ALICE, BOB, "{'membership':'invite','third_party_invite':{}}")));
        assertEquals(Set.of(A), EventSignatures.required(member(ALICE, ALICE, "{'membership':'join','third_party_invite':{}}")));
    }

    @Test
    void onlyMembershipsAreAuthorisedByOthers() {
        Pdu pdu = new EventBuilder(RoomVersions.V11, A, KEY_A).build(EventTemplate.message(
                ALICE, "m.room.message", Json.of("{'join_authorised_via_users_server':'@bob:b.fr'}")), POSITION, 1);

        assertEquals(Set.of(A), EventSignatures.required(pdu));
    }

    @Test
    void redactedEventIsStillSignedButItsHashIsNotThatOfTheWhole() {
        Pdu message = message();
        Pdu redacted = message.redacted();

        assertTrue(EventSignatures.checkHash(message));
        assertFalse(EventSignatures.checkHash(redacted));
        assertEquals(SignatureVerdict.VALID, EventSignatures.verify(redacted, A, only(KEY_A)));
        assertEquals(message.eventId(), redacted.eventId());
        assertEquals(message.eventId(), PduParser.parse(RoomVersions.V11, redacted.canonical()).eventId());
        assertEquals(JsonNodes.object(), redacted.content());
        assertArrayEquals(CanonicalJson.bytes(redacted.json()), redacted.canonical());
    }

    @Test
    void changedContentKeepsTheSignatureAndBreaksTheHash() {
        ObjectNode json = message().json().deepCopy();
        json.putObject("content").put("body", "forged");
        Pdu forged = PduParser.parse(RoomVersions.V11, json);

        assertEquals(SignatureVerdict.VALID, EventSignatures.verify(forged, A, only(KEY_A)));
        assertFalse(EventSignatures.checkHash(forged));
    }

    @Test
    void changedProtectedFieldBreaksTheSignature() {
        ObjectNode json = message().json().deepCopy();
        json.put("sender", "@mallory:a.fr");

        assertEquals(SignatureVerdict.WRONG,
                EventSignatures.verify(PduParser.parse(RoomVersions.V11, json), A, only(KEY_A)));
    }

    @Test
    void hashThatIsNoBase64IsWrong() {
        ObjectNode json = message().json().deepCopy();
        json.putObject("hashes").put("sha256", "***");

        assertFalse(EventSignatures.checkHash(PduParser.parse(RoomVersions.V11, json)));
    }

    @Test
    void secondServerSignsWithoutChangingTheEvent() {
        for (RoomVersion version : RoomVersions.all()) {
            EventPosition position = version.createEventIsRoomId() ? EventPosition.in(RoomId.parse("!r"), 3, List.of(), List.of()) : POSITION;
            Pdu once = new EventBuilder(version, B, KEY_B).build(
                    EventTemplate.state(BOB, StateKey.member(BOB), Json.of("{'membership':'join','displayname':'Bob'}")), position, 1);
            Pdu twice = EventSignatures.sign(once, A, KEY_A);

            assertEquals(SignatureVerdict.VALID, EventSignatures.verify(twice, A, only(KEY_A)));
            assertEquals(SignatureVerdict.VALID, EventSignatures.verify(twice, B, only(KEY_B)));
            assertEquals(SignatureVerdict.MISSING, EventSignatures.verify(once, A, only(KEY_A)));
            assertEquals(once.eventId(), PduParser.parse(version, twice.canonical()).eventId());
            assertTrue(EventSignatures.checkHash(twice));
            assertEquals(Set.of(KEY_A.id()), EventSignatures.keyIds(twice, A));
        }
    }

    @Test
    void policyServersKeyIsSkippedAmongPublishedKeys() {
        Pdu pdu = EventSignatures.withSignature(message(), A, KeyId.parse("ed25519:policy_server"), "Zm9v");

        assertEquals(SignatureVerdict.VALID, EventSignatures.verify(pdu, A, only(KEY_A)));
    }
}
