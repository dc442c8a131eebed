package org.colloque.bridge.federation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.OldVerifyKey;
import org.colloque.protocol.signature.ServerKeys;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of a server that has changed its key. Spec: rooms/v5, "Signing key validity period". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class ChangedKeysTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final SigningKey OLD = SigningKey.generate(KeyId.of(KeyId.ED25519, "old"), new SecureRandom());
    private static final long NOW = Clock.systemUTC().millis();

    private static FakePeer peer;

    @BeforeAll
    static void startPeer() {
        peer = FakePeer.start("rotating.example");
        peer.on("GET /_matrix/key/v2/server", (target, body) -> Answer.ok(new ServerKeys(peer.name(),
                Map.of(peer.key().id(), peer.key().verifyKey()), Map.of(OLD.id(), new OldVerifyKey(OLD.verifyKey(), NOW - HOUR)),
                NOW + 24 * HOUR).toDocument(peer.key())));
    }

    @AfterAll
    static void stopPeer() {
        peer.close();
    }

    @Test
    void eventsOfTheOldAndTheNewKeyComeTogether() {
        GuestRoom room = room(RoomVersions.V12);
        ObjectNode before = room.peerMessage("before", OLD, NOW - 2 * HOUR);
        ObjectNode after = room.peerMessage("after", peer.key(), NOW);
        JsonNode results = room.sendFor(List.of(before, after));
        assertFalse(results.path(PeerEvents.id(before)).has("error"), results.toString());
        assertFalse(results.path(PeerEvents.id(after)).has("error"), results.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6", "10", "12"})
    void oldKeySignsNothingAfterItsEndFromVersion5On(String id) {
        RoomVersion version = RoomVersions.find(id).orElseThrow();
        GuestRoom room = room(version);
        ObjectNode late = room.peerMessage("late", OLD, NOW);
        assertTrue(room.sendFor(List.of(late)).path(PeerEvents.id(version, late)).has("error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4"})
    void endsOfKeysDoNotCountBeforeVersion5(String id) {
        RoomVersion version = RoomVersions.find(id).orElseThrow();
        GuestRoom room = room(version);
        ObjectNode late = room.peerMessage("late", OLD, NOW);
        JsonNode results = room.sendFor(List.of(late));
        assertTrue(results.has(PeerEvents.id(version, late)));
        assertFalse(results.path(PeerEvents.id(version, late)).has("error"), results.toString());
    }

    private static GuestRoom room(RoomVersion version) {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"), version, Map.of("join_rule", "public"));
        room.joinedBy(peer, "zoe");
        return room;
    }
}
