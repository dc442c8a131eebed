package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Enters rooms that this server is not in, through the servers that are: one after the other until one succeeds. */
@ApplicationScoped
class RemoteEntry {

    private final RemoteRooms remote;
    private final EventPipeline pipeline;
    private final RoomReads reads;
    private final Memberships memberships;
    private final EnteringRooms entering;
    private final ServerName ownName;

    RemoteEntry(RemoteRooms remote, EventPipeline pipeline, RoomReads reads, Memberships memberships, EnteringRooms entering,
            ServerConfig server) {
        this.remote = remote;
        this.pipeline = pipeline;
        this.reads = reads;
        this.memberships = memberships;
        this.entering = entering;
        this.ownName = server.serverName();
    }

    Uni<Void> join(UserId user, RoomId room, List<ServerName> via, ObjectNode content) {
        return entering.during(room, through(user, room, via, server -> remote.join(server, user, room, content)
                .chain(pipeline::acceptRoom).replaceWithVoid()));
    }

    Uni<Void> knock(UserId user, RoomId room, List<ServerName> via, ObjectNode content) {
        return through(user, room, via, server -> remote.knock(server, user, room, content)
                .chain(knocked -> pipeline.recordOutsideMembership(knocked.version(), knocked.knock(), knocked.strippedState())));
    }

    Uni<Void> leave(UserId user, RoomId room, ObjectNode content) {
        return through(user, room, List.of(), server -> remote.leave(server, user, room, content)
                .chain(left -> pipeline.recordOutsideMembership(left.version(), left.leave(), List.of())));
    }

    private Uni<Void> through(UserId user, RoomId room, List<ServerName> via, Function<ServerName, Uni<Void>> attempt) {
        return candidates(user, room, via).chain(servers -> {
            Uni<Void> result = null;
            for (ServerName server : servers) {
                result = result == null ? attempt.apply(server)
                        : result.onFailure(RemoteEntry::anotherMayDo).recoverWithUni(() -> attempt.apply(server));
            }
            return result != null ? result : Uni.createFrom().failure(
                    MatrixException.notFound("No server is known that is in this room."));
        });
    }

    /**
     * The servers to ask, most promising first: the inviter's, those that the client names, the one in the room's id, those that made
     * what the user was shown of the room.
     */
    private Uni<SequencedSet<ServerName>> candidates(UserId user, RoomId room, List<ServerName> via) {
        return inviter(user, room).chain(inviter -> memberships.shownBy(user, room).map(shown -> {
            SequencedSet<ServerName> servers = new LinkedHashSet<>(via);
            inviter.ifPresent(servers::addFirst);
            room.server().ifPresent(servers::addLast);
            servers.addAll(shown);
            servers.remove(ownName);
            return servers;
        }));
    }

    private Uni<Optional<ServerName>> inviter(UserId user, RoomId room) {
        return memberships.of(user, room).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            long number = found.get().event();
            return reads.byNumber(List.of(number)).map(events -> senderServer(events, number));
        });
    }

    private static Optional<ServerName> senderServer(Map<Long, StoredEvent> events, long number) {
        return Optional.ofNullable(events.get(number)).map(event -> event.pdu().sender().server());
    }

    /** Whether the failure is one server's, so that another may succeed; a clear refusal by the room's rules is final. */
    private static boolean anotherMayDo(Throwable failure) {
        return !(failure instanceof MatrixException refusal) || refusal.errcode() != Errcode.M_INCOMPATIBLE_ROOM_VERSION;
    }
}
