package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** Rooms of local users for the tests of the event core. */
@ApplicationScoped
public class TestRooms {

    public static final UserId ALICE = new UserId("@alice:ministry.example");
    public static final UserId BOB = new UserId("@bob:ministry.example");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger TRANSACTIONS = new AtomicInteger();

    private final EventPipeline pipeline;

    TestRooms(EventPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The answer of an operation, waited for. */
    public static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    public static ObjectNode content() {
        return JsonNodes.object();
    }

    /** A public room of Alice's in the newest version. */
    public RoomId publicRoom() {
        return publicRoom(RoomVersions.V12);
    }

    public RoomId publicRoom(RoomVersion version) {
        return await(pipeline.create(version, drafts(version, "public"))).room();
    }

    public static List<EventDraft> drafts(RoomVersion version, String joinRule) {
        ObjectNode create = content().put("room_version", version.id());
        ObjectNode levels = content();
        levels.putObject("users");
        if (!version.implicitRoomCreator()) {
            create.put("creator", ALICE.value());
        }
        if (!version.privilegedCreators()) {
            levels.withObject("users").put(ALICE.value(), 100);
        }
        return new ArrayList<>(List.of(
                EventDraft.state(ALICE, EventTypes.CREATE, "", create),
                membership(ALICE, ALICE, "join"),
                EventDraft.state(ALICE, EventTypes.POWER_LEVELS, "", levels),
                EventDraft.state(ALICE, EventTypes.JOIN_RULES, "", content().put("join_rule", joinRule)),
                EventDraft.state(ALICE, EventTypes.HISTORY_VISIBILITY, "", content().put("history_visibility", "shared"))));
    }

    public static EventDraft membership(UserId sender, UserId user, String membership) {
        return EventDraft.state(sender, EventTypes.MEMBER, user.value(), content().put("membership", membership));
    }

    public EventRef join(RoomId room, UserId user) {
        return await(pipeline.send(room, membership(user, user, "join")));
    }

    public EventRef say(RoomId room, UserId user, String text) {
        return await(pipeline.send(room, message(user, text)));
    }

    public static EventDraft message(UserId user, String text) {
        return EventDraft.message(user, EventTypes.MESSAGE, content().put("msgtype", "m.text").put("body", text), Optional.empty());
    }

    /** A message under a client's transaction. */
    public static EventDraft message(UserId user, String text, String transaction) {
        return EventDraft.message(user, EventTypes.MESSAGE, content().put("msgtype", "m.text").put("body", text),
                Optional.of(new ClientTransaction(new DeviceId("PHONE"), transaction)));
    }

    public static String freshTransaction() {
        return "t" + TRANSACTIONS.incrementAndGet();
    }
}
