package org.colloque.calls.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.colloque.calls.CallsSettings;
import org.colloque.messaging.accounts.UnstableFeatures;
import org.colloque.messaging.discovery.ClientDiscovery;
import org.colloque.protocol.json.JsonNodes;

/**
 * Tells clients where calls are carried: in the list of transports, and in the well-known document for those that look there.
 * Spec: MSC4143, "Transports"; MSC4195, "Transport Advertisement".
 */
@ApplicationScoped
public class CallTransports implements ClientDiscovery, UnstableFeatures {

    private static final String WELL_KNOWN = "org.matrix.msc4143.rtc_foci";

    private final CallsSettings settings;

    CallTransports(CallsSettings settings) {
        this.settings = settings;
    }

    /** The transports; empty when calls are off. */
    public ArrayNode transports() {
        ArrayNode transports = JsonNodes.array();
        settings.livekit().ifPresent(livekit ->
                transports.addObject().put("type", "livekit").put("livekit_service_url", livekit.serviceUrl()));
        return transports;
    }

    @Override
    public Map<String, JsonNode> fields() {
        return settings.livekit().isPresent() ? Map.of(WELL_KNOWN, transports()) : Map.of();
    }

    @Override
    public Map<String, Boolean> unstableFeatures() {
        return Map.of("org.matrix.msc4143", true);
    }
}
