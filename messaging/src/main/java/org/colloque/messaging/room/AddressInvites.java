package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.room.RemoteIdentities.KeptInvite;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Invites people by an address outside Matrix. Spec: client-server-api, "Third-party invites". */
@ApplicationScoped
public class AddressInvites {

    private static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);
    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);

    private final RemoteIdentities identities;
    private final InviteService invites;
    private final EventPipeline pipeline;
    private final RoomReads reads;
    private final RoomAccess access;
    private final InviteDescription description;

    AddressInvites(RemoteIdentities identities, InviteService invites, EventPipeline pipeline, RoomReads reads, RoomAccess access,
            InviteDescription description) {
        this.identities = identities;
        this.invites = invites;
        this.pipeline = pipeline;
        this.reads = reads;
        this.access = access;
        this.description = description;
    }

    /** Fails with {@code M_SERVER_NOT_TRUSTED} unless the identity server may be asked. */
    public void requireTrusted(AddressedInvitee invitee) {
        identities.requireTrusted(invitee.identityServer());
    }

    /**
     * Invites the user whose address it is; if the identity server knows none, has it keep the invite until one shows up. Nothing is asked
     * for who may not invite. Fails as {@link InviteService#invite}, as {@link RemoteIdentities} do, and with {@code M_FORBIDDEN}.
     *
     * @param content of the invite of a user
     */
    public Uni<EventRef> invite(UserId sender, RoomId room, AddressedInvitee invitee, ObjectNode content) {
        requireTrusted(invitee);
        return access.joined(sender, room).call(head -> requireMayInvite(sender, head))
                .chain(head -> identities.lookup(invitee).chain(user -> user.isPresent()
                        ? invites.invite(sender, room, user.get(), content) : keep(sender, head, invitee)));
    }

    /** Invites with a reason, if there is one. */
    public Uni<EventRef> invite(UserId sender, RoomId room, AddressedInvitee invitee, Optional<String> reason) {
        return invite(sender, room, invitee, InviteService.content(false, reason));
    }

    private Uni<Void> requireMayInvite(UserId sender, RoomHead head) {
        return reads.inState(head.state(), Set.of(CREATE, POWER_LEVELS)).invoke(state -> {
            PowerLevels levels = PowerLevels.of(head.version(), state.get(CREATE).pdu(),
                    Optional.ofNullable(state.get(POWER_LEVELS)).map(StoredEvent::pdu));
            if (levels.userLevel(sender) < levels.invite()) {
                throw MatrixException.forbidden("You may not invite people to this room.");
            }
        }).replaceWithVoid();
    }

    private Uni<EventRef> keep(UserId sender, RoomHead head, AddressedInvitee invitee) {
        return description.of(sender, head).chain(about -> identities.storeInvite(invitee, about))
                .chain(kept -> pipeline.send(head.roomId(),
                        EventDraft.state(sender, EventTypes.THIRD_PARTY_INVITE, kept.token(), content(kept))));
    }

    private static ObjectNode content(KeptInvite kept) {
        KeptInvite.Key first = kept.keys().getFirst();
        ObjectNode content = JsonNodes.object().put("display_name", kept.displayName())
                .put("public_key", first.publicKey()).put("key_validity_url", first.validityUrl());
        ArrayNode keys = content.putArray("public_keys");
        kept.keys().forEach(key -> keys.addObject().put("public_key", key.publicKey()).put("key_validity_url", key.validityUrl()));
        return content;
    }
}
