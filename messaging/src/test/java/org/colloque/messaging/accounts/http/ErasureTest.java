package org.colloque.messaging.accounts.http;

import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees what an erased user wrote. Spec: client-server-api, {@code POST /account/deactivate}, {@code erase}. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ErasureTest {

    private static final String SECRET = "what I wish I had not said";

    @Inject
    AccountDataService accountData;

    private Agent owner;
    private Agent alice;
    private String room;
    private String event;

    @BeforeEach
    void speak() {
        owner = Agents.register("owner");
        alice = Agents.register("alice");
        room = Rooms.create(owner);
        Rooms.join(alice, room);
        event = Rooms.say(alice, room, SECRET);
    }

    @Test
    void whoJoinsAfterTheErasureGetsARedactedCopy() {
        close(true);
        Agent late = Agents.register("late");
        Rooms.join(late, room);

        assertThat(bodies(late), not(hasItem(SECRET)));
        assertThat(Rooms.sync(late).getList(joined(room) + ".timeline.events.content.body"), not(hasItem(SECRET)));
        assertThat(Rooms.sync(late).getList(joined(room) + ".timeline.events.event_id"), hasItem(event));
        Assertions.assertEquals(Map.of(), late.asking().get("/_matrix/client/v3/rooms/{room}/event/{event}", room, event).then()
                .statusCode(200).extract().path("content"));
    }

    @Test
    void whoSawItBeforeSeesItStill() {
        Agent joinedAfterTheMessage = Agents.register("between");
        Rooms.join(joinedAfterTheMessage, room);
        close(true);

        for (Agent reader : List.of(owner, joinedAfterTheMessage)) {
            assertThat(bodies(reader), hasItem(SECRET));
            assertThat(Rooms.sync(reader).getList(joined(room) + ".timeline.events.content.body"), hasItem(SECRET));
        }
    }

    @Test
    void whoIsNotErasedIsReadByAll() {
        close(false);
        Agent late = Agents.register("late");
        Rooms.join(late, room);

        assertThat(bodies(late), hasItem(SECRET));
        assertThat(Rooms.sync(late).getList(joined(room) + ".timeline.events.content.body"), hasItem(SECRET));
    }

    @Test
    void accountDataOfAnErasedUserIsGone() {
        alice.asking().body(Map.of("note", "mine")).put("/_matrix/client/v3/user/{user}/account_data/org.example.note",
                alice.userId().value()).then().statusCode(200);
        close(true);

        Assertions.assertTrue(accountData.find(alice.userId(), Optional.empty(), "org.example.note").await().indefinitely().isEmpty());
    }

    private void close(boolean erase) {
        alice.asking().body(Map.of("auth", alice.passwordProof(), "erase", erase)).post("/_matrix/client/v3/account/deactivate").then()
                .statusCode(200);
    }

    private List<String> bodies(Agent reader) {
        return reader.asking().get("/_matrix/client/v3/rooms/{room}/messages?dir=b&limit=50", room).then().statusCode(200)
                .extract().path("chunk.content.body");
    }
}
