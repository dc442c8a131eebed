package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.colloque.protocol.event.EventReferences;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/** Reads lists in answers of other servers; what is not an event (an id, a name) is left out. */
final class RemotePdus {

    private static final int MANY = 500;

    private RemotePdus() {
    }

    /** Long lists, which are read off the event loop, are read side by side. */
    static List<Pdu> events(RoomVersion version, JsonNode list) {
        Stream<JsonNode> each = list instanceof ArrayNode array ? IntStream.range(0, array.size()).mapToObj(array::get) : list.valueStream();
        return (list.size() < MANY ? each : each.parallel()).flatMap(event -> event(version, event).stream()).toList();
    }

    static Optional<Pdu> event(RoomVersion version, JsonNode event) {
        try {
            return event instanceof ObjectNode object ? Optional.of(PduParser.parse(version, object)) : Optional.empty();
        } catch (InvalidEventException invalid) {
            return Optional.empty();
        }
    }

    static List<EventId> ids(JsonNode list) {
        List<EventId> ids = new ArrayList<>(list.size());
        list.forEach(id -> {
            try {
                ids.add(new EventId(EventReferences.idIn(id).asText()));
            } catch (InvalidIdentifierException invalid) {
                // An answer may hold anything; the ids that are none are of no use.
            }
        });
        return ids;
    }

    static List<ServerName> servers(JsonNode list, int atMost) {
        List<ServerName> servers = new ArrayList<>();
        for (JsonNode name : list) {
            try {
                servers.add(new ServerName(name.asText()));
            } catch (InvalidIdentifierException invalid) {
                continue;
            }
            if (servers.size() == atMost) {
                break;
            }
        }
        return servers;
    }
}
