package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;

/**
 * The server that makes the request that is under way, and what it sent. To be read before anything is waited for: no context travels
 * along a chain of {@code Uni}s.
 */
@RequestScoped
public class CurrentPeer {

    private ServerName server;
    private JsonNode body;

    /** The calling server; only for resources marked {@link FromPeer}. */
    public ServerName get() {
        if (server == null) {
            throw new IllegalStateException("the resource is not marked @FromPeer");
        }
        return server;
    }

    /** The body; an empty object when there was none. Fails with {@code M_BAD_JSON} when it is not an object. */
    ObjectNode body() {
        if (body == null) {
            return JsonNodes.object();
        }
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw MatrixException.badJson("The body must be a JSON object.");
    }

    void authenticated(ServerName by, Optional<JsonNode> content) {
        this.server = by;
        this.body = content.orElse(null);
    }
}
