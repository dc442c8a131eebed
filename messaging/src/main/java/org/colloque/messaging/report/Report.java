package org.colloque.messaging.report;

import java.util.Optional;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * Somebody finds something inappropriate.
 *
 * @param reason what the person wrote; may be empty
 */
public record Report(UserId reporter, Subject subject, String reason) {

    /** What is reported. */
    public sealed interface Subject {

        String kind();

        default Optional<RoomId> room() {
            return Optional.empty();
        }

        default Optional<EventId> event() {
            return Optional.empty();
        }

        default Optional<UserId> user() {
            return Optional.empty();
        }
    }

    /** A room as a whole. */
    public record OfRoom(RoomId roomId) implements Subject {

        @Override
        public String kind() {
            return "room";
        }

        @Override
        public Optional<RoomId> room() {
            return Optional.of(roomId);
        }
    }

    /** An event, with who sent it. */
    public record OfEvent(RoomId roomId, EventId eventId, UserId sender) implements Subject {

        @Override
        public String kind() {
            return "event";
        }

        @Override
        public Optional<RoomId> room() {
            return Optional.of(roomId);
        }

        @Override
        public Optional<EventId> event() {
            return Optional.of(eventId);
        }

        @Override
        public Optional<UserId> user() {
            return Optional.of(sender);
        }
    }

    /** A person. */
    public record OfUser(UserId userId) implements Subject {

        @Override
        public String kind() {
            return "user";
        }

        @Override
        public Optional<UserId> user() {
            return Optional.of(userId);
        }
    }
}
