package org.colloque.bridge.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.signing.SigningKeys;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.signature.OldVerifyKey;
import org.colloque.protocol.signature.ServerKeys;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.VerifyKey;

/** Our own keys, and the document that publishes them. */
@ApplicationScoped
public class OwnKeys {

    private static final long VALIDITY = Duration.ofHours(24).toMillis();

    private final SigningKeys keys;
    private final ServerName name;
    private final Clock clock;

    OwnKeys(SigningKeys keys, ServerConfig server, Clock clock) {
        this.keys = keys;
        this.name = server.serverName();
        this.clock = clock;
    }

    public ServerName name() {
        return name;
    }

    public boolean isOwn(ServerName server) {
        return server.equals(name);
    }

    /** The key that signs now. */
    public SigningKey signingKey() {
        return keys.current();
    }

    /** All keys that this server signs or has signed with. */
    Map<KeyId, VerifyKey> verifyKeys() {
        Map<KeyId, VerifyKey> all = new HashMap<>();
        keys.retired().forEach(old -> all.put(old.key().id(), old.key().verifyKey()));
        all.put(signingKey().id(), signingKey().verifyKey());
        return all;
    }

    /** What {@code GET /_matrix/key/v2/server} answers. Spec: server-server-api, "Publishing Keys". */
    public ObjectNode document() {
        SigningKey current = signingKey();
        Map<KeyId, OldVerifyKey> old = keys.retired().stream().collect(Collectors.toMap(retired -> retired.key().id(),
                retired -> new OldVerifyKey(retired.key().verifyKey(), retired.expired())));
        return new ServerKeys(name, Map.of(current.id(), current.verifyKey()), old, clock.millis() + VALIDITY).toDocument(current);
    }
}
