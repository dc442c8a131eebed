package org.colloque.bridge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventReferences;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;

/** A room that a peer holds, as a straight line of events. */
public final class PeerRoom {

    private final FakePeer peer;
    private final RoomVersion version;
    private final UserId owner;
    private final List<Pdu> events = new ArrayList<>();
    private final Map<StateKey, Pdu> state = new LinkedHashMap<>();
    private volatile boolean omitsMembers;
    private volatile boolean tellsState = true;
    private volatile Predicate<Pdu> leftOut = event -> false;
    private volatile List<String> named = List.of();

    /** A public room of this version that the owner has made and joined. */
    public PeerRoom(FakePeer peer, RoomVersion version, UserId owner) {
        this.peer = peer;
        this.version = version;
        this.owner = owner;
        ObjectNode create = JsonNodes.object().put("room_version", version.id());
        if (!version.implicitRoomCreator()) {
            create.put("creator", owner.value());
        }
        add(seal(EventTemplate.state(owner, StateKey.of(EventTypes.CREATE), create), version.createEventIsRoomId()
                ? EventPosition.first() : EventPosition.first(new RoomId("!room" + System.nanoTime() + ":" + peer.name()))));
        member(owner, "join");
        ObjectNode levels = JsonNodes.object();
        levels.putObject("users");
        if (!version.privilegedCreators()) {
            levels.withObjectProperty("users").put(owner.value(), 100);
        }
        state(StateKey.of(EventTypes.POWER_LEVELS), levels);
        state(StateKey.of(EventTypes.JOIN_RULES), JsonNodes.object().put("join_rule", "public"));
        state(StateKey.of(EventTypes.HISTORY_VISIBILITY), JsonNodes.object().put("history_visibility", "shared"));
        serve();
    }

    public RoomId id() {
        return events.getFirst().roomId();
    }

    public RoomVersion version() {
        return version;
    }

    public UserId owner() {
        return owner;
    }

    public Pdu last() {
        return events.getLast();
    }

    public List<Pdu> events() {
        return events;
    }

    /** The events of the current state. */
    public List<Pdu> state() {
        return List.copyOf(state.values());
    }

    public Pdu say(String text) {
        return add(draft(EventTemplate.message(owner, EventTypes.MESSAGE, JsonNodes.object().put("msgtype", "m.text").put("body", text))));
    }

    public Pdu state(StateKey slot, ObjectNode content) {
        return add(draft(EventTemplate.state(owner, slot, content)));
    }

    public Pdu member(UserId user, String membership) {
        return add(draft(EventTemplate.state(owner, StateKey.member(user), JsonNodes.object().put("membership", membership))));
    }

    /** An event at the end of the room that is not in it yet. */
    public Pdu draft(EventTemplate template) {
        List<EventId> auth = AuthEventSelection.slotsFor(version, template.type(), template.stateKey(), template.sender(), template.content())
                .stream().flatMap(slot -> Optional.ofNullable(state.get(slot)).stream()).map(Pdu::eventId).toList();
        return seal(template, EventPosition.in(id(), last().depth() + 1, List.of(last().eventId()), auth)
                .hashed(EventReferences.hashesOf(events)));
    }

    /** Takes an event in, whoever made it. */
    public Pdu add(Pdu event) {
        events.add(event);
        event.slot().ifPresent(slot -> state.put(slot, event));
        return event;
    }

    /** A transaction with these events. */
    public ObjectNode transaction(List<? extends JsonNode> pdus) {
        ObjectNode transaction = JsonNodes.object().put("origin", peer.name().value()).put("origin_server_ts", Clock.systemUTC().millis());
        ArrayNode list = transaction.putArray("pdus");
        pdus.forEach(list::add);
        return transaction;
    }

    private Pdu seal(EventTemplate template, EventPosition position) {
        return new EventBuilder(version, peer.name(), peer.key()).build(template, position, Clock.systemUTC().millis());
    }

    private void serve() {
        peer.on("GET /_matrix/federation/v1/make_join/" + encoded(), (target, body) -> proposal(target, "join"));
        peer.on("PUT /_matrix/federation/v2/send_join/" + encoded(), (target, body) ->
                Answer.ok(joined(body, omitsMembers || target.contains("omit_members=true"))));
        peer.on("GET /_matrix/federation/v1/backfill/" + encoded(), (target, body) ->
                Answer.ok(JsonNodes.object().set("pdus", list(backfilled(target)))));
        peer.on("POST /_matrix/federation/v1/get_missing_events/" + encoded(), (target, body) -> Answer.ok(
                JsonNodes.object().set("events", list(between(body)))));
        peer.on("GET /_matrix/federation/v1/state_ids/" + encoded(), (target, body) -> told(target, "pdu_ids", "auth_chain_ids", PeerRoom::ids));
        peer.on("GET /_matrix/federation/v1/state/" + encoded(), (target, body) -> told(target, "pdus", "auth_chain", PeerRoom::list));
        peer.on("GET /_matrix/federation/v1/event/", (target, body) -> events.stream()
                .filter(event -> decoded(target, 5).equals(event.eventId().value())).findFirst()
                .map(event -> Answer.ok(JsonNodes.object().set("pdus", list(List.of(event)))))
                .orElse(new Answer(404, JsonNodes.object().put("errcode", "M_NOT_FOUND"))));
    }

    /** From now on joins are answered without the members, whether that is asked for or not. */
    public PeerRoom omittingMembers() {
        omitsMembers = true;
        return this;
    }

    /** Whether the state before an event is told to who asks; else there is no answer but an error. */
    public void tellingState(boolean tells) {
        tellsState = tells;
    }

    /** Leaves such events out of the state before an event. */
    public void leavingOut(Predicate<Pdu> left) {
        leftOut = left;
    }

    /** Says that these servers are in the room too. */
    public void naming(String... others) {
        named = List.of(others);
    }

    private Answer told(String target, String stateField, String chainField, Function<List<Pdu>, ArrayNode> form) {
        if (!tellsState) {
            return new Answer(503, JsonNodes.object());
        }
        String event = java.net.URLDecoder.decode(target.replaceFirst(".*event_id=", ""), java.nio.charset.StandardCharsets.UTF_8);
        List<Pdu> before = stateBefore(event).stream().filter(leftOut.negate()).toList();
        ObjectNode answer = JsonNodes.object();
        answer.set(stateField, form.apply(before));
        answer.set(chainField, form.apply(authChain(before)));
        return Answer.ok(answer);
    }

    private ObjectNode joined(JsonNode json, boolean omitting) {
        Pdu join = PduParser.parse(version, (ObjectNode) json);
        List<Pdu> given = state.values().stream().filter(event -> !omitting || !event.type().equals(EventTypes.MEMBER)).toList();
        List<Pdu> chain = authChain(Stream.concat(given.stream(), Stream.of(join)).toList());
        ObjectNode answer = JsonNodes.object().put("origin", peer.name().value());
        answer.set("state", list(given));
        answer.set("auth_chain", list(omitting ? chain.stream().filter(event -> !given.contains(event)).toList() : chain));
        answer.set("event", json);
        if (omitting) {
            answer.put("members_omitted", true).putArray("servers_in_room").add(peer.name().value());
            named.forEach(answer.withArrayProperty("servers_in_room")::add);
        }
        add(join);
        return answer;
    }

    private List<Pdu> authChain(List<Pdu> of) {
        Map<EventId, Pdu> byId = new HashMap<>();
        events.forEach(event -> byId.put(event.eventId(), event));
        Map<EventId, Pdu> chain = new LinkedHashMap<>();
        Deque<Pdu> open = new ArrayDeque<>(of);
        while (!open.isEmpty()) {
            for (EventId id : open.poll().authEvents()) {
                Pdu event = byId.get(id);
                if (event != null && chain.put(id, event) == null) {
                    open.add(event);
                }
            }
        }
        return List.copyOf(chain.values());
    }

    /** From now on the room is entered and left in the forms of the first version of the protocol alone. */
    public void knowsOlderFormsOnly() {
        Answer unknown = new Answer(404, JsonNodes.object().put("errcode", "M_UNRECOGNIZED"));
        peer.on("PUT /_matrix/federation/v2/send_join/" + encoded(), (target, body) -> unknown);
        peer.on("PUT /_matrix/federation/v2/send_leave/" + encoded(), (target, body) -> unknown);
        peer.on("PUT /_matrix/federation/v1/send_join/" + encoded(), (target, body) -> Answer.ok(JsonNodes.array().add(200).add(joined(body, false))));
        peer.on("PUT /_matrix/federation/v1/send_leave/" + encoded(), (target, body) ->
                Answer.ok(JsonNodes.array().add(200).add(JsonNodes.object())));
        peer.on("GET /_matrix/federation/v1/make_leave/" + encoded(), (target, body) -> proposal(target, "leave"));
    }

    private Answer proposal(String target, String membership) {
        UserId user = new UserId(decoded(target, 6));
        Pdu proposal = draft(EventTemplate.state(user, StateKey.member(user), JsonNodes.object().put("membership", membership)));
        ObjectNode event = proposal.json().deepCopy();
        event.remove(List.of("hashes", "signatures"));
        return Answer.ok(JsonNodes.object().put("room_version", version.id()).set("event", event));
    }

    private List<Pdu> stateBefore(String event) {
        Map<StateKey, Pdu> before = new LinkedHashMap<>();
        events.stream().takeWhile(earlier -> !earlier.eventId().value().equals(event))
                .forEach(earlier -> earlier.slot().ifPresent(slot -> before.put(slot, earlier)));
        return List.copyOf(before.values());
    }

    /** The events that a backfill asks for and those before them, as many as it asks for, the newest first. */
    private List<Pdu> backfilled(String target) {
        int limit = Integer.parseInt(target.replaceFirst(".*limit=(\\d+).*", "$1"));
        return events.reversed().stream().dropWhile(event -> !target.contains(encoded(event.eventId().value()))).limit(limit).toList();
    }

    private List<Pdu> between(JsonNode body) {
        List<String> earliest = body.path("earliest_events").valueStream().map(JsonNode::asText).toList();
        List<String> latest = body.path("latest_events").valueStream().map(JsonNode::asText).toList();
        int from = 0;
        int to = events.size();
        for (int i = 0; i < events.size(); i++) {
            from = earliest.contains(events.get(i).eventId().value()) ? i + 1 : from;
            to = latest.contains(events.get(i).eventId().value()) ? Math.min(i, to) : to;
        }
        return from < to ? events.subList(from, to) : List.of();
    }

    private static ArrayNode ids(List<Pdu> events) {
        ArrayNode ids = JsonNodes.array();
        events.forEach(event -> ids.add(event.eventId().value()));
        return ids;
    }

    private static ArrayNode list(List<Pdu> events) {
        ArrayNode list = JsonNodes.array();
        events.forEach(event -> list.add(event.json()));
        return list;
    }

    private String encoded() {
        return encoded(id().value());
    }

    private static String encoded(String part) {
        return java.net.URLEncoder.encode(part, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String decoded(String target, int part) {
        return java.net.URLDecoder.decode(target.replaceFirst("\\?.*", "").split("/")[part], java.nio.charset.StandardCharsets.UTF_8);
    }
}
