package org.colloque.protocol.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.VerifyKey;

/** The signatures of the {@code signed} part of a third-party invite, checked with the keys that the room's state holds for it. */
final class ThirdPartySignatures {
    private static final KeyId NAMELESS = KeyId.of(KeyId.ED25519, "0");

    /** How many pairs of key and signature are tried: identity servers write one or two of each, an attacker could write thousands. */
    private static final int MAX_TRIALS = 64;

    private ThirdPartySignatures() {
    }

    /**
     * Whether any Ed25519 signature matches any public key.
     *
     * @param signed the {@code signed} object of a membership event
     * @param invite the content of the {@code m.room.third_party_invite} event
     */
    static boolean anyValid(JsonNode signed, ObjectNode invite) {
        List<VerifyKey> keys = keys(invite);
        List<String> signatures = signatures(signed);
        if (keys.isEmpty() || signatures.isEmpty()) {
            return false;
        }
        byte[] message = JsonSignatures.signedBytes((ObjectNode) signed);
        // NOTSPEC: pairs beyond the limit are not tried, because one event could otherwise keep a processor busy for seconds.
        return signatures.stream()
                .flatMap(signature -> keys.stream().map(key -> (Trial) () -> key.verify(message, signature)))
                .limit(MAX_TRIALS)
                .anyMatch(Trial::succeeds);
    }

    private interface Trial {
        boolean succeeds();
    }

    private static List<String> signatures(JsonNode signed) {
        List<String> signatures = new ArrayList<>();
        for (JsonNode ofServer : signed.path("signatures")) {
            ofServer.properties().forEach(signature -> {
                if (signature.getKey().startsWith("ed25519:") && signature.getValue().isTextual()) {
                    signatures.add(signature.getValue().textValue());
                }
            });
        }
        return signatures;
    }

    private static List<VerifyKey> keys(ObjectNode invite) {
        Stream<JsonNode> listed = invite.path("public_keys").valueStream().map(entry -> entry.path("public_key"));
        return Stream.concat(Stream.of(invite.path("public_key")), listed)
                .filter(JsonNode::isTextual)
                .distinct()
                .flatMap(key -> parse(key.textValue()).stream())
                .toList();
    }

    private static Optional<VerifyKey> parse(String base64) {
        try {
            return Optional.of(VerifyKey.parse(NAMELESS, base64));
        } catch (InvalidSignatureException e) {
            return Optional.empty();
        }
    }
}
