package org.colloque.protocol.fuzz;

import java.util.Arrays;
import java.util.List;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.event.Redaction;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** Events of strangers, of the room version that the first byte tells: refused in one way, or the same event when read again. */
public final class EventFuzz {

    private static final List<RoomVersion> VERSIONS = List.copyOf(RoomVersions.all());

    private EventFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        RoomVersion version = VERSIONS.get(Math.floorMod(data[0], VERSIONS.size()));
        Pdu event;
        try {
            event = PduParser.parse(version, Arrays.copyOfRange(data, 1, data.length));
        } catch (InvalidEventException refused) {
            return;
        }
        FuzzTarget.expect(PduParser.parse(version, event.canonical()).eventId().equals(event.eventId()), "an event got another id");
        Redaction.redact(version, event.json());
    }
}
