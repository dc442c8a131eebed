package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.colloque.protocol.event.EventHashes;
import org.colloque.protocol.event.Redaction;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;

/** Hashes and signs whatever it is given, lawful or not. */
record Forger(RoomVersion version, ServerName server, SigningKey key) {

    static final int MAX_BYTES = 65_536;

    /** A key that the peer does not have, under this name. */
    static SigningKey strangeKey(String name) {
        return SigningKey.ofSeed(KeyId.of(KeyId.ED25519, name), UnpaddedBase64.encode(Arrays.copyOf("a strange key".getBytes(StandardCharsets.UTF_8), 32)));
    }

    /** A user of the peer whose id has so many bytes, in fewer characters. */
    static String userOf(int bytes) {
        int room = bytes - "@:peer.example".length();
        return "@" + "é".repeat(room / 2) + "x".repeat(room % 2) + ":peer.example";
    }

    /** A room that nobody has, named as rooms of this version are. */
    String otherRoom() {
        return version.createEventIsRoomId() ? "!" + "A".repeat(43) : "!another:peer.example";
    }

    /** Events that nobody has, named as events of this version are. */
    ArrayNode unknownEvents(int count) {
        ArrayNode references = JsonNodes.array();
        for (int i = 0; i < count; i++) {
            String name = "A".repeat(41) + (char) ('a' + i) + "A";
            if (version.givesEventIds()) {
                references.addArray().add("$" + name + ":peer.example").addObject().put("sha256", "A".repeat(43));
            } else {
                references.add("$" + name);
            }
        }
        return references;
    }

    Forger with(SigningKey other) {
        return new Forger(version, server, other);
    }

    Forger as(ServerName other) {
        return new Forger(version, other, key);
    }

    /** Puts the right hash and signature into the event. */
    ObjectNode seal(ObjectNode event) {
        event.remove("signatures");
        event.remove("hashes");
        event.set("hashes", JsonNodes.object().put("sha256", UnpaddedBase64.encode(EventHashes.contentHash(event))));
        return sign(event);
    }

    /** Puts the right signature into the event, whatever its hash. */
    ObjectNode sign(ObjectNode event) {
        ObjectNode signed = Redaction.redact(version, event);
        JsonSignatures.sign(signed, server.value(), key);
        event.set("signatures", signed.get("signatures"));
        return event;
    }

    /** The event grown to so many bytes of canonical JSON once it is sealed. */
    ObjectNode filled(ObjectNode event, int bytes) {
        int empty = CanonicalJson.lenientBytes(seal(event.put("filling", ""))).length;
        return event.put("filling", "x".repeat(bytes - empty));
    }
}
