package org.colloque.bridge.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.signing.SigningKeyStore;
import org.colloque.messaging.signing.SigningKeys;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.signature.ServerKeys;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.Test;

/** Spec: server-server-api, "Publishing Keys". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OwnKeysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    SigningKeyStore store;

    @Inject
    ServerConfig config;

    @Inject
    SigningKeys before;

    @Test
    void keyThatWasChangedIsPublishedAsOldWithItsEndAndStillKnown() {
        SigningKey old = before.current();
        SigningKey next = SigningKey.generate(KeyId.of(KeyId.ED25519, "a_next"), new SecureRandom());
        long start = Clock.systemUTC().millis();
        store.rotate(next).await().atMost(PATIENCE);
        store.rotate(next).await().atMost(PATIENCE);
        store.rotate(old).await().atMost(PATIENCE);
        assertEquals(next.id(), store.current().await().atMost(PATIENCE).orElseThrow().id(), "an old key never comes back");

        OwnKeys own = new OwnKeys(stored(), config, Clock.systemUTC());
        ObjectNode document = own.document();
        assertTrue(document.path("verify_keys").has(next.id().value()));
        assertFalse(document.path("verify_keys").has(old.id().value()));
        assertEquals(old.verifyKey().toBase64(), document.path("old_verify_keys").path(old.id().value()).path("key").asText());
        long expired = document.path("old_verify_keys").path(old.id().value()).path("expired_ts").asLong();
        assertTrue(expired > start - 60_000 && expired < start + 60_000, Long.toString(expired));
        assertTrue(document.path("signatures").path(config.serverName().value()).has(next.id().value()));
        ServerKeys read = ServerKeys.parse(config.serverName(), document, Clock.systemUTC().millis());
        assertEquals(1, read.verifyKeys().size());
        assertTrue(own.verifyKeys().containsKey(old.id()), "what it has signed can still be checked");
    }

    private SigningKeys stored() {
        SigningKey current = store.current().await().atMost(PATIENCE).orElseThrow();
        java.util.List<SigningKeys.Retired> retired = store.retired().await().atMost(PATIENCE);
        return new SigningKeys() {
            @Override
            public SigningKey current() {
                return current;
            }

            @Override
            public java.util.List<Retired> retired() {
                return retired;
            }
        };
    }
}
