package org.colloque.messaging.filter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.RoomId;

/**
 * What a client wants of a sync. Spec: client-server-api, "Filtering".
 *
 * @param fields           the fields of events that are wanted, as paths; empty for all
 * @param federationFormat whether events are wanted as servers exchange them
 */
public record SyncFilter(EventFilter presence, EventFilter accountData, RoomFilter room, List<List<String>> fields,
        boolean federationFormat) {

    /** Everything is wanted. */
    public static final SyncFilter ALL = parse(JsonNodeFactory.instance.objectNode());

    /** What is wanted of rooms. */
    public record RoomFilter(NameFilter rooms, boolean includeLeave, EventFilter timeline, EventFilter state, EventFilter ephemeral,
            EventFilter accountData) {

        public boolean admits(RoomId id) {
            return rooms.admits(id.value());
        }
    }

    /** @throws MatrixException {@code M_BAD_JSON} if it is no filter */
    public static SyncFilter parse(ObjectNode json) {
        JsonBody body = new JsonBody(json);
        return new SyncFilter(part(body, "presence"), part(body, "account_data"), roomFilter(sub(body, "room")), fields(body), format(body));
    }

    private static RoomFilter roomFilter(JsonBody body) {
        return new RoomFilter(NameFilter.parse(body, "rooms", NameFilter::ids), body.flag("include_leave", false), part(body, "timeline"),
                part(body, "state"), part(body, "ephemeral"), part(body, "account_data"));
    }

    private static EventFilter part(JsonBody body, String name) {
        return EventFilter.parse(sub(body, name));
    }

    private static JsonBody sub(JsonBody body, String name) {
        return new JsonBody(body.optionalObject(name).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    private static boolean format(JsonBody body) {
        Optional<String> format = body.optionalText("event_format");
        return switch (format.orElse("client")) {
            case "client" -> false;
            case "federation" -> true;
            default -> throw MatrixException.badJson("\"event_format\" must be \"client\" or \"federation\".");
        };
    }

    private static List<List<String>> fields(JsonBody body) {
        return body.texts("event_fields").stream().map(SyncFilter::path).toList();
    }

    /** Spec: appendices, "Dot-separated property paths". */
    private static List<String> path(String text) {
        List<String> path = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                path.add(name.toString());
                name.setLength(0);
            } else if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '.' || text.charAt(i + 1) == '\\')) {
                name.append(text.charAt(++i));
            } else {
                name.append(c);
            }
        }
        path.add(name.toString());
        return List.copyOf(path);
    }
}
