package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.colloque.protocol.event.EventHashes;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** Events as the peers of the tests write them down. */
public final class PeerEvents {

    private PeerEvents() {
    }

    public static String id(ObjectNode event) {
        return id(RoomVersions.V12, event);
    }

    public static String id(RoomVersion version, ObjectNode event) {
        return EventHashes.eventId(version, event).value();
    }

    public static ObjectNode edu(String type, ObjectNode content) {
        return JsonNodes.object().put("edu_type", type).set("content", content);
    }

    public static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    public static String encode(Object part) {
        return URLEncoder.encode(part.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
