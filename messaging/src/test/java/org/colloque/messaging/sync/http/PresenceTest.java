package org.colloque.messaging.sync.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.presence.PresenceService;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PresenceTest {

    private static final String STATUS = "/_matrix/client/v3/presence/{user}/status";

    @Inject
    PresenceService presences;

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void whoSharesARoomHearsOfItAtOnce() {
        Rooms.join(bob, Rooms.create(alice));
        JsonPath before = Rooms.sync(alice);
        say(bob, "online", "at my desk");

        JsonPath answer = Rooms.next(alice, before);

        assertThat(answer.getString("presence.events[0].sender"), equalTo(bob.userId().value()));
        assertThat(answer.getString("presence.events[0].content.presence"), equalTo("online"));
        assertThat(answer.getString("presence.events[0].content.status_msg"), equalTo("at my desk"));
        assertThat(Rooms.sync(alice).getList("presence.events.sender"), equalTo(List.of(bob.userId().value())));
    }

    @Test
    void whoSharesNoRoomHearsNothing() {
        JsonPath before = Rooms.sync(alice);
        say(bob, "online", "alone");
        nothing(Rooms.next(alice, before, Map.of("timeout", 300)));
        nothing(Rooms.sync(alice));
    }

    @Test
    void newcomersAndThoseWhoWereThereHearOfEachOther() {
        String room = Rooms.create(alice);
        say(alice, "online", "here");
        say(bob, "online", "new");
        JsonPath beforeAlice = Rooms.sync(alice);
        JsonPath beforeBob = Rooms.sync(bob);
        Rooms.join(bob, room);
        assertThat(Rooms.next(alice, beforeAlice).getString("presence.events[0].sender"), equalTo(bob.userId().value()));
        assertThat(Rooms.next(bob, beforeBob).getString("presence.events[0].sender"), equalTo(alice.userId().value()));
    }

    @Test
    void syncShowsThatOneIsThereUnlessItSaysOtherwise() {
        Rooms.join(bob, Rooms.create(alice));
        Rooms.sync(bob);
        presence(bob, "offline");
        Rooms.sync(bob, Map.of("set_presence", "unavailable"));
        presence(bob, "unavailable");
        Rooms.sync(bob, Map.of("set_presence", "online"));
        presence(bob, "online");
    }

    @Test
    void mostPresentDeviceCounts() {
        Agent telephone = bob.onAnotherDevice();
        Rooms.join(bob, Rooms.create(alice));
        Rooms.sync(bob, Map.of("set_presence", "online"));
        Rooms.sync(telephone, Map.of("set_presence", "unavailable"));
        presence(bob, "online");
    }

    @Test
    void ignoredUserAndForeignServerTellNothing() {
        Rooms.join(bob, Rooms.create(alice));
        alice.asking().body(Map.of("ignored_users", Map.of(bob.userId().value(), Map.of())))
                .put("/_matrix/client/v3/user/{user}/account_data/m.ignored_user_list", alice.userId().value()).then().statusCode(200);
        JsonPath before = Rooms.sync(alice);
        say(bob, "online", "pay attention");
        presences.received(ServerName.parse("elsewhere.example"), UserId.parse("@zoe:another.example"), "online", Optional.empty())
                .await().indefinitely();
        nothing(Rooms.next(alice, before, Map.of("timeout", 300)));
        assertThat(presences.of(UserId.parse("@zoe:another.example")).isPresent(), is(false));
    }

    private void presence(Agent about, String expected) {
        alice.asking().get(STATUS, about.userId().value()).then().statusCode(200).body("presence", equalTo(expected));
    }

    private static void say(Agent agent, String state, String message) {
        agent.asking().body(Map.of("presence", state, "status_msg", message)).put(STATUS, agent.userId().value()).then().statusCode(200);
    }

    private static void nothing(JsonPath answer) {
        assertThat(answer.getList("presence.events"), anyOf(nullValue(), empty()));
    }
}
