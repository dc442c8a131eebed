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

/**
 * The signatures of the {@code signed} part of a third-party invite, checked with the keys that the room's state holds for it.
 * Spec: client-server-api, "m.room.third_party_invite"; server-server-api, "Verifying the invite".
 */
public final class ThirdPartySignatures {
    private static final KeyId NAMELESS = KeyId.of(KeyId.ED25519, "0");

    /** How many pairs of key and signature are tried: identity servers write one or two of each, an attacker could write thousands. */
    private static final int MAX_TRIALS = 64;

    private ThirdPartySignatures() {
    }

    /** Whether any Ed25519 signature matches any public key; the parameters are those of {@link #signer}. */
    static boolean anyValid(JsonNode signed, ObjectNode invite) {
        return signer(signed, invite).isPresent();
    }

    /**
     * The first public key that an Ed25519 signature matches.
     *
     * @param signed the {@code signed} object of a membership event
     * @param invite the content of the {@code m.room.third_party_invite} event
     */
    public static Optional<InviteKey> signer(JsonNode signed, ObjectNode invite) {
        List<InviteKey> keys = keys(invite);
        List<String> signatures = signatures(signed);
        if (keys.isEmpty() || signatures.isEmpty()) {
            return Optional.empty();
        }
        byte[] message = JsonSignatures.signedBytes((ObjectNode) signed);
        // NOTSPEC: pairs beyond the limit are not tried, because one event could otherwise keep a processor busy for seconds.
        return signatures.stream()
                .flatMap(signature -> keys.stream().map(key -> new Trial(key, signature)))
                .limit(MAX_TRIALS)
                .filter(trial -> trial.key.key.verify(message, trial.signature))
                .map(Trial::key).findFirst();
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

    private static List<InviteKey> keys(ObjectNode invite) {
        Stream<JsonNode> listed = invite.path("public_keys").valueStream();
        return Stream.concat(Stream.of(invite), listed)
                .flatMap(entry -> parse(entry).stream())
                .distinct()
                .toList();
    }

    private static Optional<InviteKey> parse(JsonNode entry) {
        JsonNode key = entry.path("public_key");
        if (!key.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InviteKey(VerifyKey.parse(NAMELESS, key.textValue()), key.textValue(),
                    Optional.ofNullable(entry.path("key_validity_url").textValue())));
        } catch (InvalidSignatureException e) {
            return Optional.empty();
        }
    }

    private record Trial(InviteKey key, String signature) {
    }

    /**
     * A key of a third-party invite.
     *
     * @param text        the key as the invite writes it
     * @param validityUrl where to ask whether it is still valid; empty for one that always is
     */
    public record InviteKey(VerifyKey key, String text, Optional<String> validityUrl) {
    }
}
