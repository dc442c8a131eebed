package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.RemoteRooms.AliasTarget;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** Aliases of rooms. Spec: client-server-api, "Room aliases". */
@ApplicationScoped
public class AliasService {

    private static final StateKey CREATE = new StateKey(EventTypes.CREATE, "");
    private static final StateKey POWER_LEVELS = new StateKey(EventTypes.POWER_LEVELS, "");

    private final AliasStore aliases;
    private final RemoteRooms remote;
    private final RoomAccess access;
    private final RoomReads reads;
    private final ApplicationServices services;
    private final ServerConfig server;

    AliasService(AliasStore aliases, RemoteRooms remote, RoomAccess access, RoomReads reads,
            ApplicationServices services, ServerConfig server) {
        this.aliases = aliases;
        this.remote = remote;
        this.access = access;
        this.reads = reads;
        this.services = services;
        this.server = server;
    }

    /** The room behind an alias, here or at the alias's server. Fails with {@code M_NOT_FOUND}. */
    public Uni<AliasTarget> resolve(RoomAlias alias) {
        return alias.server().equals(server.serverName()) ? resolveHere(alias) : remote.resolve(alias);
    }

    /** The room behind an alias of this server, and the servers in that room. Fails with {@code M_NOT_FOUND}. */
    public Uni<AliasTarget> resolveHere(RoomAlias alias) {
        return aliases.find(alias)
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : made(alias))
                .map(found -> found.orElseThrow(() -> MatrixException.notFound("There is no alias " + alias + ".")))
                .chain(found -> reads.head(found.room()).map(head ->
                        new AliasTarget(found.room(), head.map(this::servers).orElse(List.of(server.serverName())))));
    }

    /** An application service may make the room with the alias now that it is asked. Spec: application-service-api, "Querying". */
    private Uni<Optional<AliasStore.Alias>> made(RoomAlias alias) {
        return services.make(alias).chain(made -> made ? aliases.find(alias) : Uni.createFrom().item(Optional.empty()));
    }

    /**
     * Makes an alias for a room that the user is in. Fails with {@code M_UNKNOWN} (409) when it is taken, and with {@code M_EXCLUSIVE} when
     * it is not this requester's to make.
     */
    public Uni<Void> create(Requester requester, RoomAlias alias, RoomId room) {
        UserId user = requester.user();
        requireHere(alias);
        services.requireMayName(alias, user, requester.service());
        return access.joined(user, room)
                .chain(() -> aliases.add(alias, room, user))
                .invoke(added -> {
                    if (!added) {
                        throw new MatrixException(Errcode.M_UNKNOWN, "The alias " + alias + " is taken.").withStatus(409);
                    }
                }).replaceWithVoid();
    }

    /** Removes an alias: its maker may, whoever may change the room's canonical alias, and the application service whose it is. */
    public Uni<Void> remove(Requester requester, RoomAlias alias) {
        UserId user = requester.user();
        requireHere(alias);
        services.requireMayName(alias, user, requester.service());
        return aliases.find(alias)
                .map(found -> found.orElseThrow(() -> MatrixException.notFound("There is no alias " + alias + ".")))
                .chain(found -> found.creator().equals(user) || requester.service().isPresent() ? Uni.createFrom().voidItem() : requirePower(user, found.room()))
                .chain(() -> aliases.remove(alias)).replaceWithVoid();
    }

    /** The aliases that this server has for a room. */
    public Uni<List<RoomAlias>> of(UserId user, RoomId room) {
        return access.view(user, room).chain(() -> aliases.of(room));
    }

    private Uni<Void> requirePower(UserId user, RoomId room) {
        return access.joined(user, room)
                .chain(head -> reads.inState(head.state(), Set.of(CREATE, POWER_LEVELS)).invoke(state -> {
                    PowerLevels levels = PowerLevels.of(head.version(), state.get(CREATE).pdu(),
                            Optional.ofNullable(state.get(POWER_LEVELS)).map(StoredEvent::pdu));
                    if (levels.userLevel(user) < levels.eventLevel(EventTypes.CANONICAL_ALIAS, true)) {
                        throw MatrixException.forbidden("You may not remove this alias.");
                    }
                })).replaceWithVoid();
    }

    private void requireHere(RoomAlias alias) {
        if (!alias.server().equals(server.serverName())) {
            throw MatrixException.invalidParam("The alias " + alias + " belongs to another server.");
        }
    }

    /** This server, and those of the users with member events. */
    private List<ServerName> servers(RoomHead head) {
        Stream<ServerName> members = head.state().entries()
                .filter(entry -> entry.getKey().type().equals(EventTypes.MEMBER))
                .map(entry -> UserId.parse(entry.getKey().stateKey()).server());
        return Stream.concat(Stream.of(server.serverName()), members).distinct().limit(50).toList();
    }
}
