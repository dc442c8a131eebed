package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.CanonicalObject;
import org.colloque.protocol.json.JsonNodes;

/** The EDUs that we send, in canonical JSON. Spec: server-server-api, "EDUs". */
public final class Edus {

    private Edus() {
    }

    /** An EDU of a type. */
    public static byte[] of(String type, JsonNode content) {
        ObjectNode edu = JsonNodes.object().put("edu_type", type);
        edu.set("content", content);
        return CanonicalJson.lenientBytes(edu);
    }

    /** Spec: server-server-api, "Typing Notifications". */
    public static byte[] typing(RoomId room, UserId user, boolean typing) {
        return of("m.typing", JsonNodes.object().put("room_id", room.value()).put("user_id", user.value()).put("typing", typing));
    }

    /** One user's presence. Spec: server-server-api, "Presence". */
    public static byte[] presence(UserId user, String state, Optional<String> message, long lastActiveAgo) {
        ObjectNode content = JsonNodes.object();
        ObjectNode update = content.putArray("push").addObject().put("user_id", user.value()).put("presence", state)
                .put("last_active_ago", lastActiveAgo).put("currently_active", state.equals("online"));
        message.ifPresent(words -> update.put("status_msg", words));
        return of("m.presence", content);
    }

    /** An {@code m.direct_to_device} around its content in canonical JSON. Spec: server-server-api, "Send-to-device messaging". */
    public static byte[] directToDevice(byte[] content) {
        return CanonicalObject.of("{\"edu_type\":\"m.direct_to_device\"}".getBytes(StandardCharsets.US_ASCII)).with(Map.of("content", content));
    }

    /** Receipts on their way into EDUs: all of one user and thread in as few as can be. Spec: server-server-api, "Receipts". */
    public static final class Receipts {

        private final List<ObjectNode> contents = new ArrayList<>();

        /** Adds a receipt; {@code thread} is empty when it knows no threads. */
        public void add(String room, String user, String thread, String event, long ts) {
            ObjectNode receipt = JsonNodes.object();
            receipt.putArray("event_ids").add(event);
            ObjectNode data = receipt.putObject("data").put("ts", ts);
            if (!thread.isEmpty()) {
                data.put("thread_id", thread);
            }
            for (ObjectNode content : contents) {
                if (put(content, room, user, receipt)) {
                    return;
                }
            }
            contents.add(JsonNodes.object());
            put(contents.getLast(), room, user, receipt);
        }

        /** The EDUs: one, unless a user has receipts of several threads of one room. */
        public List<byte[]> edus() {
            return contents.stream().map(content -> of("m.receipt", content)).toList();
        }

        private static boolean put(ObjectNode content, String room, String user, ObjectNode receipt) {
            ObjectNode ofRoom = content.withObjectProperty(room).withObjectProperty("m.read");
            if (ofRoom.has(user)) {
                return false;
            }
            ofRoom.set(user, receipt);
            return true;
        }
    }
}
