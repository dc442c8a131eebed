package org.colloque.messaging.sync.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** NUL is lawful in JSON, and PostgreSQL's texts cannot hold it: a room that is named with it must not take its members' syncs away. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class NulInNamesTest {

    private static final String NUL = "a\u0000b";

    private Agent alice;
    private TestRoom room;

    @BeforeEach
    void open() {
        alice = Agents.register("alice");
        room = TestRoom.by(alice, Map.of("visibility", "public", "preset", "public_chat"));
        room.state(alice, "m.room.name", "", Map.of("name", NUL));
        room.state(alice, "m.room.topic", "", Map.of("topic", NUL));
        room.state(alice, "m.room.member", alice.userId().value(), Map.of("membership", "join", "displayname", NUL));
        room.message(alice, NUL);
    }

    @Test
    void firstSyncAndThoseAfterTellTheRoom() {
        Agent bob = Agents.register("bob");
        room.joinedBy(bob);
        for (Agent one : List.of(alice, bob)) {
            String next = one.asking().get("/_matrix/client/v3/sync").then().statusCode(200)
                    .body("rooms.join", hasKey(room.id().value())).extract().path("next_batch");
            one.asking().queryParam("since", next).get("/_matrix/client/v3/sync").then().statusCode(200);
        }
    }

    @Test
    void slidingSyncTellsTheRoom() {
        alice.asking().body(Map.of("lists", Map.of("all", Map.of("ranges", List.of(List.of(0, 9)), "timeline_limit", 10,
                "required_state", List.of(List.of("*", "*"))))))
                .post("/_matrix/client/unstable/org.matrix.simplified_msc3575/sync").then().statusCode(200).body("rooms", hasKey(room.id().value()));
    }

    @Test
    void otherReadersTellIt() {
        read("/_matrix/client/v3/rooms/" + room.id().value() + "/messages?dir=b");
        read("/_matrix/client/v3/rooms/" + room.id().value() + "/members");
        read("/_matrix/client/v1/rooms/" + room.id().value() + "/hierarchy").body("rooms[0].name", equalTo(NUL));
        read("/_matrix/client/v3/publicRooms");
        alice.asking().body(Map.of("search_categories", Map.of("room_events", Map.of("search_term", "b"))))
                .post("/_matrix/client/v3/search").then().statusCode(200);
        alice.asking().body(Map.of("search_term", "a")).post("/_matrix/client/v3/user_directory/search").then().statusCode(200);
    }

    private ValidatableResponse read(String path) {
        return alice.asking().get(path).then().statusCode(200);
    }
}
