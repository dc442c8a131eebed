package org.colloque.protocol.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** One vector file: events, perhaps the state sets to resolve, and the state that must come out. */
record ResolutionVector(
        String name, RoomVersion version, List<List<Pdu>> batches, List<List<EventId>> stateSets, Map<StateKey, EventId> expected) {

    static ResolutionVector read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
        RoomVersion version = RoomVersions.find(json.path("room_version").asText()).orElseThrow();
        List<List<Pdu>> batches = new ArrayList<>();
        json.path("batches").forEach(batch -> batches.add(events(version, batch)));
        List<List<EventId>> stateSets = new ArrayList<>();
        json.path("state_maps").forEach(set -> stateSets.add(set.valueStream().map(id -> new EventId(id.asText())).toList()));
        Map<StateKey, EventId> expected = new TreeMap<>();
        json.path("expected_state").forEach(event -> expected.put(
                new StateKey(event.path("type").asText(), event.path("state_key").asText()), new EventId(event.path("event_id").asText())));
        return new ResolutionVector(file.getFileName().toString(), version, batches, stateSets, expected);
    }

    private static List<Pdu> events(RoomVersion version, JsonNode batch) {
        return batch.valueStream().map(pdu -> Pdu.named(version, new EventId(pdu.path("event_id").asText()), (ObjectNode) pdu)).toList();
    }

    boolean namesItsStateSets() {
        return !stateSets.isEmpty();
    }

    Map<EventId, Pdu> events() {
        Map<EventId, Pdu> events = new LinkedHashMap<>();
        batches.forEach(batch -> batch.forEach(event -> events.put(event.eventId(), event)));
        return events;
    }
}
