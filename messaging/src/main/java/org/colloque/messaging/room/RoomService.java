package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventPipeline.CreatedRoom;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Creates rooms. Spec: client-server-api, "Creation". */
@ApplicationScoped
public class RoomService {

    private final EventPipeline pipeline;
    private final MemberProfiles profiles;
    private final AliasStore aliases;
    private final InviteService invites;
    private final AddressInvites addresses;
    private final PublicRoomStore published;

    RoomService(EventPipeline pipeline, MemberProfiles profiles, AliasStore aliases, InviteService invites,
            AddressInvites addresses, PublicRoomStore published) {
        this.pipeline = pipeline;
        this.profiles = profiles;
        this.aliases = aliases;
        this.invites = invites;
        this.addresses = addresses;
        this.published = published;
    }

    /**
     * Makes the room with all its first events, or nothing. Fails with {@code M_ROOM_IN_USE} when the alias is taken and
     * {@code M_INVALID_ROOM_STATE} when the events asked for are not allowed together, {@code M_INVITE_BLOCKED} when one of the invited of
     * this server does not take it. Invites of users of other servers and of addresses
     * follow once the room is made.
     */
    public Uni<RoomId> create(CreateRoom request) {
        request.inviteByAddress().forEach(addresses::requireTrusted);
        return request.alias().map(this::requireFree).orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> invites.welcome(request.creator(), request.invite()))
                .chain(() -> profiles.memberContent(request.creator()))
                .map(member -> drafts(request, member))
                .chain(drafts -> pipeline.create(request.version(), drafts))
                .onFailure(RoomService::forbidden).transform(RoomService::invalidState)
                .call(created -> name(request, created))
                .call(created -> inviteRemote(request, created.room()))
                .call(created -> inviteByAddress(request, created.room()))
                .map(CreatedRoom::room);
    }

    private Uni<Void> requireFree(RoomAlias alias) {
        return aliases.find(alias).invoke(found -> found.ifPresent(taken -> {
            throw new MatrixException(Errcode.M_ROOM_IN_USE, "The alias " + alias + " is taken.");
        })).replaceWithVoid();
    }

    /** The invites of this server's users go into the same append; those of others need their server's signature first. */
    private List<EventDraft> drafts(CreateRoom request, ObjectNode member) {
        Stream<EventDraft> local = request.invite().stream()
                .filter(invited -> invited.server().equals(request.creator().server()))
                .map(invited -> invite(request, invited));
        return Stream.concat(RoomDrafts.of(request, member).stream(), local).toList();
    }

    private static EventDraft invite(CreateRoom request, UserId invited) {
        return EventDraft.state(request.creator(), EventTypes.MEMBER, invited.value(),
                InviteService.content(request.direct(), Optional.empty()));
    }

    private Uni<Void> name(CreateRoom request, CreatedRoom created) {
        Uni<Void> alias = request.alias()
                .map(name -> aliases.add(name, created.room(), request.creator()).chain(added -> added
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().<Void>failure(new MatrixException(Errcode.M_ROOM_IN_USE, "The alias is taken."))))
                .orElseGet(() -> Uni.createFrom().voidItem());
        return request.published() ? alias.chain(() -> published.publish(created.room(), true)) : alias;
    }

    private Uni<Void> inviteRemote(CreateRoom request, RoomId room) {
        return Multi.createFrom().iterable(request.invite())
                .filter(invited -> !invited.server().equals(request.creator().server()))
                .onItem().transformToUniAndConcatenate(invited ->
                        invites.invite(request.creator(), room, invited, InviteService.content(request.direct(), Optional.empty())))
                .collect().last().replaceWithVoid();
    }

    private Uni<Void> inviteByAddress(CreateRoom request, RoomId room) {
        return InTurn.each(request.inviteByAddress(), invitee -> addresses.invite(request.creator(), room, invitee,
                InviteService.content(request.direct(), Optional.empty())).replaceWithVoid());
    }

    private static boolean forbidden(Throwable failure) {
        return failure instanceof MatrixException refusal && refusal.errcode() == Errcode.M_FORBIDDEN;
    }

    private static Throwable invalidState(Throwable refusal) {
        return new MatrixException(Errcode.M_INVALID_ROOM_STATE, refusal.getMessage());
    }
}
