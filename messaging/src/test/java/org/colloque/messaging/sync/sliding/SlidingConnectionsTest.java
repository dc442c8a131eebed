package org.colloque.messaging.sync.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Answers;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What connections remember, also where nothing is in memory: on another node, or after a restart. Spec: MSC4186, "Connections". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SlidingConnectionsTest {

    private static final Map<String, Object> BODY = Sliding.all(Sliding.list(9, 1, "m.room.create", ""));

    @Inject
    Connections connections;
    @Inject
    Database database;

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void anotherNodeGoesOnFromThePosition() {
        String room = Rooms.create(alice);
        JsonPath first = Sliding.first(alice, BODY);
        connections.drop();
        Rooms.say(alice, room, "one");

        JsonPath next = Sliding.now(alice, BODY, first);
        assertThat(Sliding.bodies(next, room), contains("one"));
        assertThat(Sliding.room(next, room).containsKey("initial"), is(false));
        connections.drop();
        assertThat(Sliding.rooms(Sliding.now(alice, BODY, next)), is(empty()));
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        String room = Rooms.create(alice);
        JsonPath first = Sliding.first(alice, BODY);
        String before = rows();
        Rooms.say(alice, room, "one");
        JsonPath next = Sliding.now(alice, BODY, first);
        Sliding.after(alice, BODY, next, 100);

        assertThat(rows(), is(before));
    }

    @Test
    void requestThatComesAgainGetsTheSame() {
        String one = Rooms.create(alice);
        JsonPath first = Sliding.first(alice, BODY);
        String two = Rooms.create(alice);
        Rooms.say(alice, one, "news");

        for (int i = 0; i < 3; i++) {
            JsonPath next = Sliding.now(alice, BODY, first);
            assertThat(Sliding.rooms(next), containsInAnyOrder(one, two));
            assertThat(Sliding.room(next, two).get("initial"), is(true));
            assertThat(Sliding.bodies(next, one), contains("news"));
            connections.drop();
        }
    }

    @Test
    void oldPositionsGoOnceALaterOneCame() {
        Rooms.create(alice);
        JsonPath first = Sliding.first(alice, BODY);
        Rooms.create(alice);
        JsonPath second = Sliding.now(alice, BODY, first);
        Rooms.create(alice);
        Sliding.now(alice, BODY, second);
        connections.drop();

        Sliding.ask(alice, BODY, Map.of("pos", first.getString("pos"))).then().statusCode(400).body("errcode", is("M_UNKNOWN_POS"));
        assertThat(Sliding.rooms(Sliding.now(alice, BODY, second)).size(), is(1));
        assertThat(count(), is(2L));
    }

    @Test
    void deviceHasOnlySoManyConnections() {
        Rooms.create(alice);
        for (int i = 0; i < 20; i++) {
            Sliding.first(alice, Sliding.with(BODY, "conn_id", "c" + i));
        }

        assertThat(count(), is(lessThanOrEqualTo(16L)));
    }

    @Test
    void connectionsGoWithTheirDevice() {
        Rooms.create(alice);
        Sliding.first(alice, BODY);
        alice.asking().post("/_matrix/client/v3/logout").then().statusCode(200);

        assertThat(count(), is(0L));
    }

    @Test
    void encryptionsConnectionIsNeverWritten() {
        Rooms.create(alice);
        Map<String, Object> body = Map.of("conn_id", "encryption", "extensions", Map.of("e2ee", Map.of("enabled", true), "to_device",
                Map.of("enabled", true)));
        Sliding.now(alice, body, Sliding.first(alice, body));

        assertThat(count(), is(0L));
    }

    private long count() {
        return Answers.await(database.query("select count(*) from sliding_connection where user_id = $1", alice.userId().value())).getFirst().longAt(0);
    }

    private String rows() {
        return Answers.await(database.query("select string_agg(xmin::text || ' ' || state, ',') from sliding_connection where user_id = $1",
                alice.userId().value())).getFirst().text(0);
    }
}
