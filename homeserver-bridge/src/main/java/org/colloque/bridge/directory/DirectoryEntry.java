package org.colloque.bridge.directory;

import java.util.Map;
import java.util.Optional;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.signature.VerifyKey;

/**
 * A server that the directory lists.
 *
 * @param endpoint   where it is reached; when empty it is found as the specification says
 * @param verifyKeys the only keys that are believed to be its own; when empty it publishes them itself
 */
public record DirectoryEntry(ServerName name, Optional<Endpoint> endpoint, Map<KeyId, VerifyKey> verifyKeys) {
}
