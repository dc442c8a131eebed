package org.colloque.messaging.sync.http;

import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State that a filter keeps out of the timeline: whoever goes by {@code state} finds it there, also where it was set after the first event shown. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FilteredStateTest {

    private static final String MESSAGES = "{\"room\":{\"timeline\":{\"types\":[\"m.room.message\"]}}}";
    private static final String MESSAGES_LAZY = "{\"room\":{\"timeline\":{\"types\":[\"m.room.message\"]},\"state\":{\"lazy_load_members\":true}}}";

    private Agent alice;
    private Agent bob;
    private Agent carol;
    private String room;

    @BeforeEach
    void stateChangesBetweenMessages() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        carol = Agents.register("carol");
        room = Rooms.create(alice);
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "before"));
        Rooms.say(alice, room, "one");
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "after"));
        Rooms.join(bob, room);
        Rooms.join(carol, room);
        Rooms.say(carol, room, "two");
    }

    @Test
    void firstSyncTellsWhatWasSetAfterTheFirstEventShown() {
        JsonPath answer = Rooms.sync(alice, Map.of("filter", MESSAGES));

        assertThat(answer.getList(joined(room) + ".timeline.events.content.body"), contains("one", "two"));
        assertThat(answer.getList(joined(room) + ".state.events.findAll { it.type == 'm.room.topic' }.content.topic"), contains("after"));
        assertThat(answer.getList(joined(room) + ".state.events.state_key"), hasItems(bob.userId().value(), carol.userId().value()));
    }

    @Test
    void ofMembersThoseWhoWroteAreToldWhereTheyAreLazy() {
        JsonPath answer = Rooms.sync(alice, Map.of("filter", MESSAGES_LAZY));

        assertThat(answer.getList(joined(room) + ".state.events.state_key"), hasItems(alice.userId().value(), carol.userId().value()));
        assertThat(answer.getList(joined(room) + ".state.events.state_key"), not(hasItems(bob.userId().value())));
    }

    @Test
    void stateOfTheTimelineIsNotRepeated() {
        JsonPath answer = Rooms.sync(alice, Map.of("filter", "{\"room\":{\"timeline\":{\"limit\":3}}}"));

        assertThat(answer.getList(joined(room) + ".timeline.events.type"), contains("m.room.member", "m.room.member", "m.room.message"));
        assertThat(answer.getList(joined(room) + ".state.events.state_key"), not(hasItems(carol.userId().value())));
        assertThat(answer.getString(joined(room) + ".state.events.find { it.type == 'm.room.topic' }.content.topic"), is("after"));
    }
}
