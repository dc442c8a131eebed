package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.StateResolution;

/**
 * Forks of a room of Carol's that grow by chance. Beside what is lawful stand events that the rules refuse, by Erin, who is nobody in the
 * room, and events of Mallory's, whom Carol banned, as if they had been sent before the ban.
 */
final class ForkedHistory {

    private final SimulatedServer server;
    private final Random random;
    private final UserId carol;
    private final UserId erin;
    private final UserId mallory;

    /** All events after the entry, in the order in which they were made. */
    final List<Pdu> made = new ArrayList<>();
    final List<Pdu> refused = new ArrayList<>();
    final List<Pdu> evasive = new ArrayList<>();

    private final List<Pdu> ends = new ArrayList<>();

    ForkedHistory(SimulatedServer server, Random random) {
        this.server = server;
        this.random = random;
        this.carol = server.user("carol");
        this.erin = server.user("erin");
        this.mallory = server.user("mallory");
    }

    /** The room before anybody else enters it: Mallory may set state there. */
    Pdu begin() {
        Pdu topic = server.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "the first"), server.createRoom(carol, "public"));
        Pdu erins = server.member(erin, "join", topic);
        Pdu mallorys = server.member(mallory, "join", erins);
        ObjectNode levels = JsonNodes.object();
        ObjectNode users = levels.putObject("users").put(mallory.value(), 50);
        if (!server.version.privilegedCreators()) {
            users.put(carol.value(), 100);
        }
        return server.state(carol, EventTypes.POWER_LEVELS, "", levels, mallorys);
    }

    /** Bans Mallory after this event, and makes so many more events in forks; answers the one that joins all that is lawful. */
    Pdu grow(Pdu entered, int events) {
        Pdu ban = ban(mallory, "evades no more", entered);
        made.add(ban);
        ends.add(ban);
        evasive.add(evade(0, entered));
        for (int i = 1; i < events; i++) {
            if (random.nextInt(4) == 0) {
                evasive.add(evade(i, random.nextBoolean() ? entered : evasive.getLast()));
            } else {
                add(random.nextInt(4) == 0 ? refused(i, previous()) : lawful(i, previous()));
            }
        }
        made.addAll(evasive);
        Pdu last = server.message(carol, "end", ends.stream().limit(20).toArray(Pdu[]::new));
        made.add(last);
        return last;
    }

    private Pdu[] previous() {
        return IntStream.range(0, 1 + random.nextInt(2)).mapToObj(k -> ends.get(random.nextInt(ends.size()))).distinct().toArray(Pdu[]::new);
    }

    private void add(Pdu event) {
        made.add(event);
        ends.removeIf(end -> event.prevEvents().contains(end.eventId()) && random.nextInt(3) > 0);
        ends.add(event);
    }

    private Pdu lawful(int i, Pdu... previous) {
        return switch (random.nextInt(5)) {
            case 0 -> server.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "topic " + i), previous);
            case 1 -> server.state(carol, EventTypes.JOIN_RULES, "", joinRule(i), previous);
            case 2 -> server.member(carol, "join", previous);
            case 3 -> ban(server.user("dave"), "reason " + i, previous);
            default -> server.message(carol, "message " + i, previous);
        };
    }

    /** Each lacks the power, the membership, or an event that could allow it; who comes after it is lawful nevertheless. */
    private Pdu refused(int i, Pdu... previous) {
        Pdu event = server.keepRefused(server.make(switch (random.nextInt(5)) {
            case 0 -> EventTemplate.state(erin, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "refused " + i));
            case 1 -> EventTemplate.state(erin, EventTypes.MEMBER, carol.value(), JsonNodes.object().put("membership", "ban"));
            case 2 -> EventTemplate.state(mallory, EventTypes.MEMBER, mallory.value(), JsonNodes.object().put("membership", "join"));
            case 3 -> EventTemplate.state(erin, EventTypes.POWER_LEVELS, "", JsonNodes.object().put("users_default", 100));
            default -> EventTemplate.state(server.user("frank"), EventTypes.NAME, "", JsonNodes.object().put("name", "refused " + i));
        }, previous));
        refused.add(event);
        return event;
    }

    /**
     * Allowed where it says it was sent, before the ban. Only words in rooms of version 1, whose algorithm believes whatever claims the
     * greatest depth: state that was set so would stand, which is why version 2 has another.
     */
    private Pdu evade(int i, Pdu previous) {
        boolean byDepth = server.version.stateResolution() == StateResolution.V1;
        return switch (byDepth ? 3 : random.nextInt(4)) {
            case 0 -> server.state(mallory, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "evasive " + i), previous);
            case 1 -> server.member(mallory, "join", previous);
            case 2 -> server.state(mallory, EventTypes.JOIN_RULES, "", joinRule(i), previous);
            default -> server.message(mallory, "evasive " + i, previous);
        };
    }

    private Pdu ban(UserId user, String reason, Pdu... previous) {
        return server.state(carol, EventTypes.MEMBER, user.value(), JsonNodes.object().put("membership", "ban").put("reason", reason), previous);
    }

    private static ObjectNode joinRule(int i) {
        return JsonNodes.object().put("join_rule", i % 2 == 0 ? "public" : "invite");
    }
}
