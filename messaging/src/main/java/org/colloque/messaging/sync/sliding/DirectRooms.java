package org.colloque.messaging.sync.sliding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.colloque.messaging.sync.ActiveUser;
import org.colloque.protocol.json.MatrixJson;

/** The rooms that a user calls direct. Spec: client-server-api, "Direct Messaging". */
final class DirectRooms {

    private static final String TYPE = "m.direct";

    private DirectRooms() {
    }

    static Set<String> of(ActiveUser user) {
        Set<String> rooms = new HashSet<>();
        user.accountData(TYPE).ifPresent(entry -> {
            for (JsonNode list : MatrixJson.parseTrusted(entry.content())) {
                list.forEach(room -> {
                    if (room.isTextual()) {
                        rooms.add(room.textValue());
                    }
                });
            }
        });
        return rooms;
    }
}
