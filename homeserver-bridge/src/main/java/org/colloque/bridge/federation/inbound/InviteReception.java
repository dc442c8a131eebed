package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.bridge.federation.StrippedEvents;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.accountdata.InvitePermissions;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.room.Memberships;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** Takes invites of users here, checks and signs them, and shows them to the invited. Spec: server-server-api, "Inviting to a room". */
@ApplicationScoped
public class InviteReception {

    private final EventChecks checks;
    private final AccountService accounts;
    private final InvitePermissions permissions;
    private final Memberships memberships;
    private final EventPipeline pipeline;
    private final WaitingInvites waiting;
    private final OwnKeys own;

    InviteReception(EventChecks checks, AccountService accounts, InvitePermissions permissions, Memberships memberships, EventPipeline pipeline,
            WaitingInvites waiting, OwnKeys own) {
        this.checks = checks;
        this.accounts = accounts;
        this.permissions = permissions;
        this.memberships = memberships;
        this.pipeline = pipeline;
        this.waiting = waiting;
        this.own = own;
    }

    /**
     * The invite with our signature, after it was recorded. Fails with {@code M_INCOMPATIBLE_ROOM_VERSION}, {@code M_INVALID_PARAM} for
     * what is not such an invite, {@code M_FORBIDDEN} or {@code M_INVITE_BLOCKED} for one that is not taken.
     */
    public Uni<Pdu> receive(ServerName peer, RoomId room, EventId eventId, String roomVersion, ObjectNode json, JsonNode roomState) {
        RoomVersion version = RoomVersions.find(roomVersion).orElseThrow(() -> new MatrixException(Errcode.M_INCOMPATIBLE_ROOM_VERSION,
                "This server does not know room version " + roomVersion + ".").with("room_version", roomVersion));
        Pdu invite = MemberEvents.parse(version, json);
        MemberEvents.check(invite, room, eventId, "invite");
        MemberEvents.require(invite.sender().isOn(peer), "The event's sender is not a user of " + peer + ".");
        UserId invited = UserId.parse(invite.stateKey().orElse(""));
        MemberEvents.require(invited.isOn(own.name()), "The invited user is not a user of this server.");
        MemberEvents.require(EventSignatures.checkHash(invite), "The event's content hash is wrong.");
        List<ObjectNode> stripped = StrippedEvents.of(version, room, roomState);
        return checks.requireSigned(invite)
                .chain(() -> requireActive(invited))
                .chain(() -> permissions.require(invite.sender(), invited))
                .chain(() -> record(version, MemberEvents.sign(invite, own), stripped));
    }

    private Uni<Void> requireActive(UserId invited) {
        return accounts.await(invited).chain(() -> accounts.find(invited)).invoke(account -> {
            if (account.isEmpty() || account.get().deactivated()) {
                throw MatrixException.forbidden("The user cannot be invited.");
            }
        }).replaceWithVoid();
    }

    /**
     * A room that we take part in gets the invite by a transaction too, and it is that one that counts; unless the end of our stay is on its
     * way to us.
     */
    private Uni<Pdu> record(RoomVersion version, Pdu invite, List<ObjectNode> stripped) {
        return memberships.local(invite.roomId())
                .chain(local -> local ? waiting.keep(invite, stripped) : pipeline.recordOutsideMembership(version, invite, stripped))
                .replaceWith(invite);
    }
}
