package org.colloque.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;
import org.colloque.protocol.state.EventSource;
import org.colloque.protocol.state.StateResolution;

/** What the rules themselves cost: two branches of a large room whose states differ in many places are made one, in this process. */
final class ResolutionScenario implements Scenario {

    private static final int STATE = 10_000;
    private static final int CONFLICTED = 500;
    private static final int TIMES = 9;
    private static final ServerName SERVER = new ServerName("resolution.localhost");

    private final RoomVersion version = RoomVersions.V12;
    private final EventBuilder builder = new EventBuilder(version, SERVER,
        SigningKey.ofSeed(KeyId.of(KeyId.ED25519, "bench"), UnpaddedBase64.encode(new byte[32])));
    private final UserId owner = UserId.of("owner", SERVER);
    private final Map<EventId, Pdu> events = new HashMap<>();
    private final Map<StateKey, Pdu> state = new HashMap<>();
    private long time = 1;
    private Pdu last;

    @Override
    public String name() {
        return "resolution";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        int size = options.scaled(STATE);
        room(size - 4);
        Map<StateKey, EventId> one = branch(size, "one");
        Map<StateKey, EventId> other = branch(size, "other");
        long[] took = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            StateResolution.resolve(version, List.of(one, other), EventSource.of(events));
            took[i] = System.nanoTime() - start;
        }
        report.atMost("resolving " + size + " state events, first time", millis(took[0]), "ms", 500);
        Arrays.sort(took);
        report.figure("the same, middle of " + TIMES, millis(took[TIMES / 2]), "ms");
    }

    private void room(int members) {
        last = builder.build(EventTemplate.state(owner, StateKey.of(EventTypes.CREATE), JsonNodes.object().put("room_version", version.id())),
            EventPosition.first(), time++);
        take(last);
        join(owner);
        set(EventTypes.POWER_LEVELS, "", JsonNodes.object().set("users", JsonNodes.object()));
        set(EventTypes.JOIN_RULES, "", JsonNodes.object().put("join_rule", "public"));
        for (int i = 0; i < members; i++) {
            join(UserId.of("member" + i, SERVER));
        }
    }

    /** The state with half of the conflicts set anew: new names of members, and now and then new powers and somebody banned. */
    private Map<StateKey, EventId> branch(int size, String name) {
        Map<StateKey, Pdu> before = Map.copyOf(state);
        Pdu fork = last;
        for (int i = 0; i < Math.min(CONFLICTED, size) / 2; i++) {
            UserId user = UserId.of("member" + i, SERVER);
            switch (i % 25) {
                case 0 -> set(EventTypes.POWER_LEVELS, "", JsonNodes.object().set("users", JsonNodes.object().put("@member1:" + SERVER, i % 50)));
                case 1 -> take(draft(EventTemplate.state(owner, StateKey.member(user), JsonNodes.object().put("membership", "ban"))));
                default -> take(draft(EventTemplate.state(user, StateKey.member(user),
                    JsonNodes.object().put("membership", "join").put("displayname", name + i))));
            }
        }
        Map<StateKey, EventId> ids = new HashMap<>();
        state.forEach((slot, event) -> ids.put(slot, event.eventId()));
        state.clear();
        state.putAll(before);
        last = fork;
        return ids;
    }

    private void join(UserId user) {
        take(draft(EventTemplate.state(user, StateKey.member(user), JsonNodes.object().put("membership", "join"))));
    }

    private void set(String type, String key, ObjectNode content) {
        take(draft(EventTemplate.state(owner, new StateKey(type, key), content)));
    }

    private Pdu draft(EventTemplate template) {
        List<EventId> auth = AuthEventSelection.slotsFor(version, template.type(), template.stateKey(), template.sender(), template.content())
            .stream().flatMap(slot -> Optional.ofNullable(state.get(slot)).stream()).map(Pdu::eventId).toList();
        return builder.build(template, EventPosition.in(last.roomId(), last.depth() + 1, List.of(last.eventId()), auth), time++);
    }

    private void take(Pdu event) {
        events.put(event.eventId(), event);
        event.slot().ifPresent(slot -> state.put(slot, event));
        last = event;
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
