package org.colloque.messaging.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/** Leaves of an event only the fields that a client asked for. Spec: client-server-api, "Filtering", {@code event_fields}. */
final class EventFields {

    private EventFields() {
    }

    static byte[] of(byte[] event, List<List<String>> paths) {
        ObjectNode whole = MatrixJson.parseTrusted(event);
        ObjectNode part = JsonNodes.object();
        paths.forEach(path -> copy(whole, part, path));
        return CanonicalJson.lenientBytes(part);
    }

    private static void copy(ObjectNode from, ObjectNode to, List<String> path) {
        JsonNode value = from.get(path.getFirst());
        if (value == null) {
            return;
        }
        if (path.size() == 1) {
            to.set(path.getFirst(), value);
        } else if (value instanceof ObjectNode deeper) {
            ObjectNode target = to.get(path.getFirst()) instanceof ObjectNode there ? there : to.putObject(path.getFirst());
            copy(deeper, target, path.subList(1, path.size()));
        }
    }
}
