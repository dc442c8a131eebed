package org.colloque.messaging.signing;

import java.util.List;
import org.colloque.protocol.signature.SigningKey;

/** The keys with which this server signs; the same on every node of one database. Spec: server-server-api, "Publishing Keys". */
public interface SigningKeys {

    /** The key that signs now. */
    SigningKey current();

    /** Keys that signed before, newest first. */
    List<Retired> retired();

    /** A key that signs no more, and since when (milliseconds since the epoch). */
    record Retired(SigningKey key, long expired) {
    }
}
