package org.colloque.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drill 15: what it found goes into the report of {@code ./colloque drills}, as that of the drills against the service does. */
class ArrivalOrdersTest {

    private static final int HISTORIES = 40;
    private static final int EVENTS = 40;
    private static final int ORDERS = 7;
    private static final Path REPORT = Path.of("target", "drills", "15-arrival-orders.tsv");

    private int histories;
    private int orders;

    @Test
    @Tag("drill")
    void theOrderInWhichEventsArriveDoesNotMatter() throws IOException {
        boolean holds = false;
        try {
            RoomVersions.all().forEach(this::play);
            holds = true;
        } finally {
            report(holds);
        }
    }

    private void play(RoomVersion version) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Map<EventId, Pdu> events = new RandomHistory(version, seed, EVENTS).events();
            Map<StateKey, EventId> resolved = new ReplayedRoom(version, events).stateAtLeaves();
            histories++;
            orders++;
            for (; orders < histories * ORDERS; orders++) {
                Map<EventId, Pdu> shuffled = shuffled(events, new Random(orders));
                assertEquals(resolved, new ReplayedRoom(version, shuffled).stateAtLeaves(), "version " + version + ", seed " + seed);
            }
        }
    }

    private static Map<EventId, Pdu> shuffled(Map<EventId, Pdu> events, Random random) {
        List<EventId> ids = new ArrayList<>(events.keySet());
        Collections.shuffle(ids, random);
        Map<EventId, Pdu> shuffled = new LinkedHashMap<>();
        ids.forEach(id -> shuffled.put(id, events.get(id)));
        return shuffled;
    }

    private void report(boolean holds) throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, "15\tthe same events in more than a thousand orders of arrival\t%d histories of %d room versions in %,d orders: one state for each\t%s\n"
                .formatted(histories, RoomVersions.all().size(), orders, holds ? "yes" : "no"));
    }
}
