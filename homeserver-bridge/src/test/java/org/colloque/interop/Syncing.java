package org.colloque.interop;

import static org.colloque.product.Person.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Predicate;

/** A member's client that syncs on and on. */
final class Syncing {

    private static final int TURN_MILLIS = 1_000;

    private final Member member;
    private String since;

    private Syncing(Member member, String since) {
        this.member = member;
        this.since = since;
    }

    /** One that has seen everything up to now. */
    static Syncing of(Member member) {
        return new Syncing(member, member.get("/sync?timeout=0").get("next_batch").asText());
    }

    /** Goes on until one answer is such. */
    JsonNode until(String awaited, Predicate<JsonNode> such) {
        return Patience.usual().find(awaited, () -> Optional.of(next()).filter(such));
    }

    /** Goes on until an element of the array at a path of an answer is such; that element. */
    JsonNode untilAny(String awaited, String pointer, Predicate<JsonNode> such) {
        return Patience.usual().find(awaited, () -> Json.each(next().at(pointer)).filter(such).findFirst());
    }

    private JsonNode next() {
        JsonNode answer = member.get("/sync?timeout=" + TURN_MILLIS + "&since=" + encoded(since));
        since = answer.get("next_batch").asText();
        return answer;
    }

    /** A step of a JSON pointer. */
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
