package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * Where an application of a user wants to be told of what notifies. It goes with the device that set it.
 *
 * @param data    what the client set, with the gateway's {@code url}
 * @param changed milliseconds since the epoch
 */
public record Pusher(UserId user, DeviceId device, Key key, Labels labels, ObjectNode data, long changed) {

    /** The only kind there is: a gateway over HTTP. */
    public static final String HTTP = "http";

    /** What tells a user's pushers apart. */
    public record Key(String appId, String pushkey) {
    }

    /** What people and rules know it by. */
    public record Labels(String app, String device, String lang, Optional<String> profileTag) {
    }

    public URI url() {
        return URI.create(data.path("url").asText());
    }

    /** The data as the gateway gets it. */
    public ObjectNode dataForGateway() {
        ObjectNode others = data.deepCopy();
        others.remove("url");
        return others;
    }

    /** Whether the gateway is to learn no more of an event than its id. */
    public boolean isEventIdOnly() {
        return data.path("format").asText().equals("event_id_only");
    }
}
