package org.colloque.bridge.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import org.colloque.messaging.event.ValidKey;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.signature.ServerKeys;

/** Keeps the keys of other servers: what they published last, and each key that they ever had. */
interface ServerKeyStore {

    /** All keys known of these servers. One statement. */
    Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Collection<ServerName> servers);

    /** The documents that these servers published last. One statement. */
    Uni<Map<ServerName, Published>> documents(Collection<ServerName> servers);

    /** Keeps a document that was checked, and the keys in it. */
    Uni<Void> save(ServerKeys keys, ObjectNode document, long receivedAt);

    /** A document as it was published; times in milliseconds since the epoch. */
    record Published(ObjectNode document, long receivedAt, long validUntil) {
    }
}
