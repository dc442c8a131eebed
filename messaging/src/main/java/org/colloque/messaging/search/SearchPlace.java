package org.colloque.messaging.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * A place among results, as clients carry it around in {@code next_batch}.
 *
 * @param rank  how well the result there matches; 0 when results come by time
 * @param event the number of the event there
 * @param group the group that is gone through; empty: all results
 */
public record SearchPlace(float rank, long originServerTs, long event, Optional<Group> group) {

    private static final int PARTS = 3;

    /** Results of one room, or by one sender. */
    public sealed interface Group {

        record OfRoom(RoomId room) implements Group {
        }

        record OfSender(UserId sender) implements Group {
        }

        /** The room's or user's id. */
        default String value() {
            return switch (this) {
                case OfRoom(RoomId room) -> room.value();
                case OfSender(UserId sender) -> sender.value();
            };
        }
    }

    /** The same place in a group. */
    public SearchPlace in(Group of) {
        return new SearchPlace(rank, originServerTs, event, Optional.of(of));
    }

    /** @throws MatrixException {@code M_INVALID_PARAM} if this is no place that this server named */
    public static SearchPlace parse(String token) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", PARTS + 1);
            if (parts.length >= PARTS) {
                Optional<Group> group = parts.length > PARTS ? Optional.of(group(parts[PARTS])) : Optional.empty();
                return new SearchPlace(Float.parseFloat(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), group);
            }
        } catch (InvalidIdentifierException | IllegalArgumentException rubbish) {
            throw unknown();
        }
        throw unknown();
    }

    private static Group group(String id) {
        return id.startsWith("@") ? new Group.OfSender(UserId.parse(id)) : new Group.OfRoom(RoomId.parse(id));
    }

    private static MatrixException unknown() {
        return MatrixException.invalidParam("This is not a token that this server gave.");
    }

    @Override
    public String toString() {
        String text = rank + " " + originServerTs + " " + event + group.map(of -> " " + of.value()).orElse("");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
