package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

/** A join of a room of 10,000 members and 30,000 state events, the joining side alone; run by name, for its output. */
@QuarkusTest
class JoinBenchmark extends PeerTest {

    private static final int MEMBERS = 10_000;
    private static final int OTHERS = 20_000;
    private static final int ROUNDS = 4;
    private static final int PATIENCE = 300_000;

    @Test
    void largeRoom() {
        RestAssured.config = RestAssured.config().httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", PATIENCE));
        Agent alice = Agents.register("alice");
        for (int i = 0; i < ROUNDS; i++) {
            RoomId room = serve("round" + i);
            System.out.println("the room is made");
            long start = System.nanoTime();
            alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=peer.example").then().statusCode(200);
            System.out.printf("join of %d members, %d state events: %.2f s%n", MEMBERS, MEMBERS + OTHERS, (System.nanoTime() - start) / 1e9);
        }
    }

    private static RoomId serve(String name) {
        UserId owner = peer.user(name + "owner");
        List<Pdu> state = new ArrayList<>();
        Pdu create = add(state, EventPosition.first(), owner, StateKey.of(EventTypes.CREATE), JsonNodes.object().put("room_version", "12"));
        RoomId room = create.roomId();
        Pdu member = add(state, at(room, create, List.of()), owner, StateKey.member(owner), JsonNodes.object().put("membership", "join"));
        Pdu levels = add(state, at(room, member, List.of(member)), owner, StateKey.of(EventTypes.POWER_LEVELS), JsonNodes.object().set("users", JsonNodes.object()));
        Pdu rules = add(state, at(room, levels, List.of(levels, member)), owner, StateKey.of(EventTypes.JOIN_RULES), JsonNodes.object().put("join_rule", "public"));
        for (int i = 0; i < MEMBERS; i++) {
            UserId user = peer.user(name + "user" + i);
            add(state, at(room, state.getLast(), List.of(levels, rules)), user, StateKey.member(user), JsonNodes.object().put("membership", "join")
                    .put("displayname", "Person number " + i).put("avatar_url", "mxc://peer.example/abcdefghijklmnopqrstuvwxyz"));
        }
        for (int i = 0; i < OTHERS; i++) {
            add(state, at(room, state.getLast(), List.of(levels, member)), owner, StateKey.of("org.example.note", name + i),
                    JsonNodes.object().put("note", "Something that is written here, number " + i));
        }
        answer(room, state, List.of(levels, rules, member));
        return room;
    }

    private static void answer(RoomId room, List<Pdu> state, List<Pdu> chain) {
        String path = PeerEvents.encode(room);
        peer.on("GET /_matrix/federation/v1/make_join/" + path, (target, body) -> {
            UserId user = new UserId(PeerEvents.decode(target.replaceFirst("\\?.*", "").split("/")[6]));
            ObjectNode event = build(EventTemplate.state(user, StateKey.member(user), JsonNodes.object().put("membership", "join")),
                    at(room, state.getLast(), chain.subList(0, 2))).json().deepCopy();
            event.remove(List.of("hashes", "signatures"));
            return Answer.ok(JsonNodes.object().put("room_version", "12").set("event", event));
        });
        ArrayNode all = JsonNodes.array();
        state.forEach(event -> all.add(event.json()));
        peer.on("PUT /_matrix/federation/v2/send_join/" + path, (target, body) -> Answer.ok(joined(all, body)));
    }

    private static JsonNode joined(ArrayNode state, JsonNode join) {
        ObjectNode answer = JsonNodes.object();
        answer.set("state", state);
        answer.set("auth_chain", JsonNodes.array());
        answer.set("event", join);
        return answer;
    }

    private static EventPosition at(RoomId room, Pdu previous, List<Pdu> auth) {
        return EventPosition.in(room, previous.depth() + 1, List.of(previous.eventId()), auth.stream().map(Pdu::eventId).toList());
    }

    private static Pdu add(List<Pdu> state, EventPosition position, UserId sender, StateKey slot, JsonNode content) {
        Pdu event = build(EventTemplate.state(sender, slot, (ObjectNode) content), position);
        state.add(event);
        return event;
    }

    private static Pdu build(EventTemplate template, EventPosition position) {
        return new EventBuilder(RoomVersions.V12, peer.name(), peer.key()).build(template, position, Clock.systemUTC().millis());
    }
}
