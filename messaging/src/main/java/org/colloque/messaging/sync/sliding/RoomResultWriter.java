package org.colloque.messaging.sync.sliding;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.push.Counts;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.sync.JsonBytes;
import org.colloque.messaging.sync.RoomAnswer;
import org.colloque.messaging.sync.RoomRendering;
import org.colloque.messaging.sync.RoomView;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.TimelineEvent;
import org.colloque.messaging.sync.sliding.SlidingRequest.Dialect;
import org.colloque.protocol.event.EventTypes;

/** Writes rooms as the client gets them. Spec: MSC4186, "RoomResult". */
@Singleton
class RoomResultWriter {

    private final RoomRendering rendering;

    RoomResultWriter(RoomRendering rendering) {
        this.rendering = rendering;
    }

    /** Notes the members that go with the room, so that they do not go twice. */
    interface MembersNote {
        void sending(SlidingRoom room, TimelineEvent member);
    }

    /** The room as JSON. */
    Uni<byte[]> write(SyncPass pass, SlidingRoom room, Dialect dialect, MembersNote note) {
        return rendering.timeline(pass, room.view).map(timeline -> {
            JsonBytes out = new JsonBytes().open('{');
            writeCommon(out, room);
            writeNames(out, room);
            writeState(out, pass, room, dialect);
            writeTimeline(out, pass, room, timeline, dialect);
            pass.answer().stripped(room.view.membership.roomId()).filter(ignored -> !room.view.hasTimeline())
                    .ifPresent(events -> out.key(dialect.stripped()).value(events));
            writeCounts(out, pass, room);
            noteMembers(room, note);
            return out.close('}').toByteArray();
        });
    }

    /** Unread counts alone, of a room in which nothing else is new. */
    byte[] counts(RoomAnswer answer) {
        JsonBytes out = new JsonBytes().open('{');
        answer.unread().ifPresent(counts -> writeUnread(out, counts));
        return out.key("required_state").open('[').close(']').key("timeline").open('[').close(']').close('}').toByteArray();
    }

    private static void writeCommon(JsonBytes out, SlidingRoom room) {
        room.bump.ifPresent(position -> out.key("bump_stamp").number(position));
        out.key("membership").text(room.view.membership.membership());
        if (!room.match.lists().isEmpty()) {
            out.key("lists").open('[');
            room.match.lists().forEach(out::text);
            out.close(']');
        }
        if (room.plan.initial()) {
            out.key("initial").flag(true);
        }
        if (room.tellsDirect()) {
            out.key("is_dm").flag(room.direct);
        }
    }

    private static void writeNames(JsonBytes out, SlidingRoom room) {
        Optional<String> name = room.name.flatMap(event -> text(event, "name"));
        room.name.ifPresent(event -> writeText(out, "name", name, room.plan.initial()));
        room.avatar.ifPresent(event -> writeText(out, "avatar", text(event, "url"), room.plan.initial()));
        if (room.summary.isPresent() && name.isEmpty() && !room.summary.get().named()) {
            out.key("heroes").open('[');
            room.heroes.forEach(hero -> {
                out.open('{').key("user_id").text(hero.value());
                room.heroEvents.stream().filter(event -> event.pdu().isState(EventTypes.MEMBER, hero.value())).findFirst().ifPresent(event -> {
                    text(event, "displayname").ifPresent(value -> out.key("displayname").text(value));
                    text(event, "avatar_url").ifPresent(value -> out.key("avatar_url").text(value));
                });
                out.close('}');
            });
            out.close(']');
        }
    }

    /** Null where it was taken away; not there at all in a room that starts anew. */
    private static void writeText(JsonBytes out, String key, Optional<String> value, boolean initial) {
        if (value.isPresent()) {
            out.key(key).text(value.get());
        } else if (!initial) {
            out.key(key).value(new byte[] {'n', 'u', 'l', 'l'});
        }
    }

    private static Optional<String> text(TimelineEvent event, String field) {
        JsonNode value = event.pdu().content().path(field);
        return value.isTextual() && !value.textValue().isEmpty() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private void writeState(JsonBytes out, SyncPass pass, SlidingRoom room, Dialect dialect) {
        out.key("required_state").open('[');
        room.state.forEach(event -> out.value(rendering.state(pass, room.view, event)));
        if (dialect == Dialect.STABLE) {
            room.emptied.forEach(slot -> out.open('{').key("type").text(slot.type()).key("state_key").text(slot.stateKey()).close('}'));
        }
        out.close(']');
    }

    private static void writeTimeline(JsonBytes out, SyncPass pass, SlidingRoom room, List<byte[]> timeline, Dialect dialect) {
        out.key("timeline").open('[');
        timeline.forEach(out::value);
        out.close(']');
        if (!room.view.hasTimeline()) {
            return;
        }
        RoomView view = room.view;
        if (room.plan.expanded() && view.timeline.stream().anyMatch(event -> event.position() <= room.plan.from())) {
            out.key(dialect.expanded()).flag(true);
        }
        long since = pass.isFirst() ? Long.MAX_VALUE : pass.since();
        out.key("limited").flag(view.limited).key("num_live").number(view.timeline.stream().filter(event -> event.position() > since).count());
        out.key("prev_batch").text(SyncToken.at(view.timeline.isEmpty() ? view.upTo : view.start() - 1).toString());
    }

    private static void writeCounts(JsonBytes out, SyncPass pass, SlidingRoom room) {
        room.summary.ifPresent(summary -> out.key("joined_count").number(summary.joined()).key("invited_count").number(summary.invited()));
        if (room.isJoined()) {
            writeUnread(out, pass.answer().joined(room.view.membership.roomId()).unread().orElse(Counts.NONE));
        }
    }

    private static void writeUnread(JsonBytes out, Counts counts) {
        out.key("notification_count").number(counts.notifications()).key("highlight_count").number(counts.highlights());
    }

    private static void noteMembers(SlidingRoom room, MembersNote note) {
        room.state.stream().filter(event -> event.pdu().type().equals(EventTypes.MEMBER)).forEach(event -> note.sending(room, event));
    }
}
