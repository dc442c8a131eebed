package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.protocol.auth.ThirdPartySignatures;
import org.colloque.protocol.auth.ThirdPartySignatures.InviteKey;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** Makes of an invited address, once its owner is known, an invited user. Spec: server-server-api, "Third-party invites". */
@ApplicationScoped
public class ThirdPartyInvites {

    private final RoomReads reads;
    private final RemoteIdentities identities;
    private final RemoteRooms remote;
    private final InviteService invites;
    private final JoinService joins;
    private final Memberships memberships;
    private final ServerConfig server;

    ThirdPartyInvites(RoomReads reads, RemoteIdentities identities, RemoteRooms remote, InviteService invites, JoinService joins,
            Memberships memberships, ServerConfig server) {
        this.reads = reads;
        this.identities = identities;
        this.remote = remote;
        this.invites = invites;
        this.joins = joins;
        this.memberships = memberships;
        this.server = server;
    }

    /** Has the user invited by the server of who invited the address: this one, or another. Fails as {@link #issue} does. */
    public Uni<Void> takeUp(RoomId room, SignedInvite invite) {
        return isLocal(invite.sender()) ? issue(room, invite) : remote.exchangeThirdPartyInvite(room, invite);
    }

    /**
     * Invites the user whom a user of this server had invited by an address. Fails with {@code M_FORBIDDEN} when there is no such invite,
     * or the identity server has not rightly signed it or does not stand by its key any more; as {@link RemoteIdentities} do; and as
     * {@link InviteService#invite}.
     */
    public Uni<Void> issue(RoomId room, SignedInvite invite) {
        if (!isLocal(invite.sender())) {
            return Uni.createFrom().failure(MatrixException.forbidden("The address was not invited by a user of this server."));
        }
        return kept(room, invite.token())
                .call(kept -> requireValid(signer(invite, kept)))
                .chain(kept -> invites.invite(invite.sender(), room, invite.invited(), content(invite, kept)))
                .replaceWithVoid();
    }

    /**
     * Joins a room to which an address of the user is invited; as {@link JoinService#join}, and fails as {@link #takeUp} for a user who was
     * not invited as such already.
     */
    public Uni<RoomId> join(UserId user, RoomId room, List<ServerName> via, Optional<String> reason, SignedInvite invite) {
        if (!invite.invited().equals(user)) {
            return Uni.createFrom().failure(MatrixException.forbidden("The third-party invite is for another user."));
        }
        Set<ServerName> servers = new LinkedHashSet<>(via);
        servers.add(invite.sender().server());
        return memberships.of(user, room)
                .chain(now -> now.filter(known -> Set.of("join", "invite").contains(known.membership())).isPresent()
                        ? Uni.createFrom().voidItem() : takeUp(room, invite))
                .chain(() -> joins.join(user, room, List.copyOf(servers), reason));
    }

    private boolean isLocal(UserId user) {
        return user.isOn(server.serverName());
    }

    private Uni<Pdu> kept(RoomId room, String token) {
        StateKey slot = StateKey.of(EventTypes.THIRD_PARTY_INVITE, token);
        return reads.head(room)
                .map(head -> head.filter(found -> found.isLocal()).orElseThrow(() -> MatrixException.notFound("This server is not in the room.")))
                .chain(head -> reads.inState(head.state(), Set.of(slot)))
                .map(state -> Optional.ofNullable(state.get(slot))
                        .orElseThrow(() -> MatrixException.forbidden("The room has no third-party invite with this token.")).pdu());
    }

    private static InviteKey signer(SignedInvite invite, Pdu kept) {
        return ThirdPartySignatures.signer(invite.signed(), kept.content())
                .orElseThrow(() -> MatrixException.forbidden("No signature of the third-party invite matches its keys."));
    }

    private Uni<Void> requireValid(InviteKey key) {
        return key.validityUrl().map(url -> identities.isValid(url, key.text()).invoke(valid -> {
            if (!valid) {
                throw MatrixException.forbidden("The identity server does not stand by the key of the third-party invite any more.");
            }
        }).replaceWithVoid()).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static ObjectNode content(SignedInvite invite, Pdu kept) {
        ObjectNode content = InviteService.content(false, Optional.empty());
        ObjectNode thirdParty = content.putObject("third_party_invite");
        thirdParty.put("display_name", kept.content().path("display_name").asText());
        thirdParty.set("signed", invite.signed());
        return content;
    }
}
