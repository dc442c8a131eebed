package org.colloque.bridge.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.VerifyKey;

/** Reads the directory's file. Pure. */
final class DirectoryFile {

    private static final String HTTPS = "https://";
    private static final int FEDERATION_PORT = 8448;

    private DirectoryFile() {
    }

    /** @throws IllegalArgumentException if the file is not a directory; the message says where and why */
    static Map<ServerName, DirectoryEntry> parse(byte[] json) {
        try {
            JsonNode servers = MatrixJson.parseObject(json).path("servers");
            if (!servers.isArray()) {
                throw new IllegalArgumentException("\"servers\" must be a list");
            }
            Map<ServerName, DirectoryEntry> entries = new HashMap<>();
            for (JsonNode server : servers) {
                DirectoryEntry entry = entry(server);
                if (entries.put(entry.name(), entry) != null) {
                    throw new IllegalArgumentException(entry.name() + " is listed twice");
                }
            }
            return Map.copyOf(entries);
        } catch (InvalidJsonException | InvalidIdentifierException | InvalidSignatureException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    private static DirectoryEntry entry(JsonNode server) {
        if (!(server instanceof ObjectNode)) {
            throw new IllegalArgumentException("each server must be an object");
        }
        ServerName name = new ServerName(JsonNodes.text(server, "name")
                .orElseThrow(() -> new IllegalArgumentException("a server has no \"name\"")));
        Optional<Endpoint> endpoint = JsonNodes.text(server, "endpoint").map(text -> endpoint(name, text));
        Map<KeyId, VerifyKey> keys = new HashMap<>();
        server.path("verify_keys").properties().forEach(key -> {
            KeyId id = new KeyId(key.getKey());
            keys.put(id, VerifyKey.parse(id, key.getValue().asText()));
        });
        return new DirectoryEntry(name, endpoint, Map.copyOf(keys));
    }

    /** The certificate must be the named server's, wherever the endpoint is; an address alone proves nothing. */
    private static Endpoint endpoint(ServerName name, String text) {
        String bare = text.startsWith(HTTPS) ? text.substring(HTTPS.length()).replaceFirst("/$", "") : text;
        ServerName at = new ServerName(bare);
        String host = bare(at.host());
        return new Endpoint(host, at.port().orElse(FEDERATION_PORT), true, bare(name.host()), name.value());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
