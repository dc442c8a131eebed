package org.colloque.messaging.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Something that a module has clients know before they log in. Every bean of this type is asked, and what it says goes into
 * {@code /.well-known/matrix/client}. Spec: client-server-api, "Well-known URIs".
 */
public interface ClientDiscovery {

    /** Top-level fields by name; empty when there is nothing to say. */
    Map<String, JsonNode> fields();
}
