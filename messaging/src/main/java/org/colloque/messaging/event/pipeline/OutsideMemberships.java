package org.colloque.messaging.event.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.messaging.event.append.RoomAppend.MemberChange;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.messaging.event.append.RoomWork;
import org.colloque.messaging.event.names.SlotName;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;

/** Memberships in rooms that this server is not in: invites, knocks, and what ends them. Kept as outliers with a place in the log. */
@ApplicationScoped
class OutsideMemberships {

    private final RoomHeads heads;
    private final RoomQueues queues;
    private final NewRooms rooms;
    private final EventNaming naming;
    private final EventBooks books;
    private final IntakeSteps steps;
    private final ServerConfig server;

    OutsideMemberships(RoomHeads heads, RoomQueues queues, NewRooms rooms, EventNaming naming, EventBooks books, IntakeSteps steps,
            ServerConfig server) {
        this.heads = heads;
        this.queues = queues;
        this.rooms = rooms;
        this.naming = naming;
        this.books = books;
        this.steps = steps;
        this.server = server;
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#recordOutsideMembership}. */
    Uni<Void> record(RoomVersion version, Pdu membership, List<ObjectNode> strippedState) {
        UserId member = EventNaming.member(SlotName.of(membership))
                .orElseThrow(() -> MatrixException.invalidParam("This is not an event that sets a membership."));
        Recording recording = new Recording(membership, member, bytes(strippedState));
        RoomId room = membership.roomId();
        return heads.get(room).chain(found -> found.isPresent() ? queues.submit(room, recording)
                : naming.take(1).chain(number -> {
                    RoomDraft draft = RoomDraft.ofNewRoom(number[0], room, version, server.serverName());
                    return recording.apply(draft).chain(() -> rooms.store(draft))
                            .chain(stored -> stored ? Uni.createFrom().voidItem() : queues.submit(room, recording));
                }));
    }

    private static byte[] bytes(List<ObjectNode> strippedState) {
        ArrayNode list = JsonNodes.array();
        list.addAll(strippedState);
        return CanonicalJson.lenientBytes(list);
    }

    private final class Recording implements RoomWork<Void> {

        private final Pdu membership;
        private final UserId member;
        private final byte[] stripped;

        private Recording(Pdu membership, UserId member, byte[] stripped) {
            this.membership = membership;
            this.member = member;
            this.stripped = stripped;
        }

        /** In a room that this server is in after all the event takes the way of all others. */
        @Override
        public Uni<Void> apply(RoomDraft draft) {
            Incoming incoming = Incoming.live(List.of(membership));
            if (draft.head().isLocal()) {
                return new Intake(incoming, steps).apply(draft).replaceWithVoid();
            }
            return books.load(draft, incoming).chain(book -> book.get(membership.eventId()).isPresent()
                    ? Uni.createFrom().voidItem() : naming.of(List.of(membership)).invoke(names -> add(draft, names)).replaceWithVoid());
        }

        private void add(RoomDraft draft, EventNaming.Batch names) {
            EventNaming.Named named = names.named(membership, names.fresh()[0]);
            NewEvent.Place.Live place = (NewEvent.Place.Live) draft.nextPlace();
            draft.add(NewEvent.of(named.number(), membership, named.slot(), named.sender(), EventStatus.OUTLIER, OptionalLong.empty(),
                    new long[0], new long[0], place));
            draft.outsideMember(new MemberChange(names.users().get(member), membership.membership().orElse(Succession.NONE),
                    named.number(), place.ordinal(), member.isOn(server.serverName())));
            draft.add(new Link.Stripped(names.users().get(member), stripped));
        }
    }
}
