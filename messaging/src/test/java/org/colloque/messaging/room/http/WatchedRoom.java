package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.TestRoom;

/** A room in which somebody speaks after each step that somebody else takes towards it or away from it. */
final class WatchedRoom {

    private static final String CLIENT = "/_matrix/client/v3";

    final Agent speaker;
    final Agent watcher;
    final TestRoom room;
    /** Stands in everything that is said. */
    final String word = "w" + UUID.randomUUID().toString().replace("-", "");
    private final String visibility;
    private final List<Said> said = new ArrayList<>();
    private String membership = "leave";
    private boolean forgotten;

    WatchedRoom(Agent speaker, Agent watcher, String visibility, String joinRule) {
        this.speaker = speaker;
        this.watcher = watcher;
        this.visibility = visibility;
        this.room = TestRoom.by(speaker, Map.of("preset", "private_chat", "initial_state", List.of(
                state("m.room.history_visibility", Map.of("history_visibility", visibility)),
                state("m.room.join_rules", Map.of("join_rule", joinRule)))));
        speak();
    }

    /** What was said, and the watcher's membership at that time. */
    record Said(String event, String text, String membership) {
    }

    /** A step on the watcher's way. */
    enum Step {
        INVITE("invite"), JOIN("join"), KNOCK("knock"), LEAVE("leave"), BAN("ban"), UNBAN("leave"), FORGET("leave");

        private final String membership;

        Step(String membership) {
            this.membership = membership;
        }
    }

    /** The watcher takes the step, or is made to; then something is said. */
    void take(Step step) {
        Map<String, String> whom = Map.of("user_id", watcher.userId().value());
        switch (step) {
            case INVITE, BAN, UNBAN -> ask(speaker, room.path("/" + step.name().toLowerCase()), whom);
            case JOIN, LEAVE, FORGET -> ask(watcher, room.path("/" + step.name().toLowerCase()), Map.of());
            case KNOCK -> ask(watcher, CLIENT + "/knock/" + room.id().value(), Map.of());
        }
        membership = step.membership;
        forgotten = step == Step.FORGET;
        speak();
    }

    List<Said> said() {
        return said;
    }

    /** Spec: client-server-api, "Server behaviour" of "Room History Visibility", by which memberships alone decide here. */
    boolean mayBeSeen(Said one) {
        boolean joinsLater = said.subList(said.indexOf(one), said.size()).stream().anyMatch(later -> later.membership().equals("join"));
        return visibility.equals("world_readable") || one.membership().equals("join") || visibility.equals("shared") && joinsLater
                || visibility.equals("invited") && one.membership().equals("invite");
    }

    /** Whether an answer holds something that was said. The identifier of the first stands in what answers to it, too. */
    boolean isToldBy(String answer, Said one) {
        return answer.contains(one.text()) || !one.equals(said.getFirst()) && answer.contains(one.event());
    }

    boolean wasEntered() {
        return said.stream().anyMatch(one -> one.membership().equals("join"));
    }

    /**
     * Whether the watcher may look at the room now: who forgot it may not, and who is asked in again may not before they have come (this is
     * stricter than the specification is).
     */
    boolean isOpen() {
        return !forgotten && !(wasEntered() && membership.equals("invite"));
    }

    /** Everything said after the first stands in a thread below it. */
    private void speak() {
        String text = word + " " + said.size() + UUID.randomUUID();
        Map<String, Object> content = said.isEmpty() ? Map.of("msgtype", "m.text", "body", text)
                : Map.of("msgtype", "m.text", "body", text, "m.relates_to", Map.of("rel_type", "m.thread", "event_id", said.getFirst().event()));
        String event = speaker.asking().body(content).put(room.path("/send/m.room.message/" + UUID.randomUUID()))
                .then().statusCode(200).extract().path("event_id");
        said.add(new Said(event, text, membership));
    }

    private static void ask(Agent agent, String path, Map<String, String> body) {
        agent.asking().body(body).post(path).then().statusCode(is(200));
    }

    private static Map<String, Object> state(String type, Map<String, Object> content) {
        return Map.of("type", type, "state_key", "", "content", content);
    }
}
