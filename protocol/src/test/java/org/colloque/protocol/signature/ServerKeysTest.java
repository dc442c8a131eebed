package org.colloque.protocol.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.junit.jupiter.api.Test;

class ServerKeysTest {
    private static final ServerName SERVER = ServerName.parse("a.fr");
    private static final long NOW = 1_700_000_000_000L;
    private static final SigningKey CURRENT = SigningKey.generate(KeyId.parse("ed25519:now"), new SecureRandom());
    private static final SigningKey OLD = SigningKey.generate(KeyId.parse("ed25519:old"), new SecureRandom());

    private static ObjectNode document(long validUntil) {
        return new ServerKeys(
                SERVER,
                Map.of(CURRENT.id(), CURRENT.verifyKey()),
                Map.of(OLD.id(), new OldVerifyKey(OLD.verifyKey(), NOW - 1000)),
                validUntil).toDocument(CURRENT);
    }

    @Test
    void publishedDocumentIsReadBack() {
        ServerKeys keys = ServerKeys.parse(SERVER, document(NOW + 5000), NOW);

        assertEquals(NOW + 5000, keys.validUntil());
        assertEquals(Map.of(CURRENT.id(), CURRENT.verifyKey()), keys.verifyKeys());
        assertEquals(new OldVerifyKey(OLD.verifyKey(), NOW - 1000), keys.oldVerifyKeys().get(OLD.id()));
    }

    @Test
    void validityIsCappedAtSevenDays() {
        assertEquals(NOW + ServerKeys.MAX_VALIDITY, ServerKeys.parse(SERVER, document(NOW * 2), NOW).validUntil());
    }

    @Test
    void eventsAreSignedWithKeysOfTheirTime() {
        ServerKeys keys = ServerKeys.parse(SERVER, document(NOW + 5000), NOW);

        assertTrue(keys.forEvent(CURRENT.id(), NOW + 5000).isPresent());
        assertEquals(Optional.empty(), keys.forEvent(CURRENT.id(), NOW + 5001));
        assertTrue(keys.forEvent(OLD.id(), NOW - 1000).isPresent());
        assertEquals(Optional.empty(), keys.forEvent(OLD.id(), NOW - 999));
        assertEquals(Optional.empty(), keys.forEvent(KeyId.parse("ed25519:none"), 0));
    }

    @Test
    void requestsAreSignedWithCurrentKeysOnly() {
        ServerKeys keys = ServerKeys.parse(SERVER, document(NOW + 5000), NOW);

        assertTrue(keys.forRequest(CURRENT.id(), NOW).isPresent());
        assertEquals(Optional.empty(), keys.forRequest(CURRENT.id(), NOW + 5001));
        assertEquals(Optional.empty(), keys.forRequest(OLD.id(), NOW - 2000));
    }

    @Test
    void documentOfAnotherServerIsRefused() {
        assertThrows(InvalidSignatureException.class, () -> ServerKeys.parse(ServerName.parse("b.fr"), document(NOW), NOW));
    }

    @Test
    void documentThatTheServerDidNotSignIsRefused() {
        ObjectNode changed = document(NOW).put("valid_until_ts", NOW + 1);
        ObjectNode signedByOldKey = document(NOW);
        signedByOldKey.remove("signatures");
        JsonSignatures.sign(signedByOldKey, SERVER.value(), OLD);

        assertThrows(InvalidSignatureException.class, () -> ServerKeys.parse(SERVER, changed, NOW));
        assertThrows(InvalidSignatureException.class, () -> ServerKeys.parse(SERVER, signedByOldKey, NOW));
    }

    @Test
    void keysOfOtherAlgorithmsAreLeftOut() {
        ObjectNode document = document(NOW);
        document.remove("signatures");
        ((ObjectNode) document.get("verify_keys")).putObject("ed448:x").put("key", "whatever");
        JsonSignatures.sign(document, SERVER.value(), CURRENT);

        assertEquals(1, ServerKeys.parse(SERVER, document, NOW).verifyKeys().size());
    }

    @Test
    void notarysSignatureDoesNotMatter() {
        ObjectNode document = document(NOW);
        JsonSignatures.sign(document, "notary.fr", OLD);

        assertEquals(SERVER, ServerKeys.parse(SERVER, document, NOW).server());
    }
}
