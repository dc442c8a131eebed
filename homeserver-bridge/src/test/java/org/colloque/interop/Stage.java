package org.colloque.interop;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a scenario is played.
 *
 * @param host    the server on which the rooms are made
 * @param guest   the server that comes in
 * @param version the version of the rooms
 */
record Stage(Homeserver host, Homeserver guest, int version) {

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    /** A new person of the host. */
    Member hostess() {
        return new Member(host.register("alice" + PEOPLE.incrementAndGet()));
    }

    /** A new person of the guest. */
    Member visitor() {
        return new Member(guest.register("bob" + PEOPLE.incrementAndGet()));
    }

    String room(Member creator, Map<String, ?> request) {
        return creator.create(String.valueOf(version), request);
    }

    String publicRoom(Member creator) {
        return room(creator, Map.of("preset", "public_chat"));
    }

    /** A room of the first that the second has joined. */
    String sharedRoom(Member creator, Member visitor) {
        String room = publicRoom(creator);
        visitor.join(room, creator);
        return room;
    }

    /** As {@link #sharedRoom}, once the creator's server knows that the visitor is in. */
    String settledRoom(Member creator, Member visitor) {
        String room = sharedRoom(creator, visitor);
        awaitMembership(creator, room, visitor, "join");
        return room;
    }

    static void awaitMembership(Member eyes, String room, Member whose, String membership) {
        Patience.usual().until(eyes.id() + " sees that " + whose.id() + " is " + membership, () -> eyes.membership(room, whose).equals(membership));
    }

    static void awaitText(Member eyes, String room, String text) {
        Patience.usual().until(eyes.id() + " sees \"" + text + "\"", () -> eyes.lastTexts(room).contains(text));
    }

    /** Something that nothing else is called. */
    static String unique(String name) {
        return name + PEOPLE.incrementAndGet();
    }
}
