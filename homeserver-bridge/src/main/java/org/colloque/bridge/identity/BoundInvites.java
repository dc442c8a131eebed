package org.colloque.bridge.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.accounts.AccountStore;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.room.SignedInvite;
import org.colloque.messaging.room.ThirdPartyInvites;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/** Takes up the invites of an address that has turned out to be a user's here. Spec: server-server-api, "PUT /_matrix/federation/v1/3pid/onbind". */
@ApplicationScoped
public class BoundInvites {

    /** Nobody has signed the request as such: one of them must not keep this server busy. */
    private static final int MOST_INVITES = 50;
    private static final int SERVER_ERROR = 500;
    private static final Logger LOG = Logger.getLogger(BoundInvites.class);

    private final ThirdPartyInvites invites;
    private final IdentityClient identities;
    private final AccountStore accounts;
    private final OwnKeys own;

    BoundInvites(ThirdPartyInvites invites, IdentityClient identities, AccountStore accounts, OwnKeys own) {
        this.invites = invites;
        this.identities = identities;
        this.accounts = accounts;
        this.own = own;
    }

    /** An invite of the address to a room. */
    public record BoundInvite(RoomId room, SignedInvite signed) {
    }

    /**
     * Has the user invited to the rooms to which the address was; one invite that is refused does not touch the others. Fails with
     * {@code M_NOT_FOUND} when the user is none of this server, {@code M_SERVER_NOT_TRUSTED} for invites that no identity server in the settings
     * has signed, {@code M_INVALID_PARAM} for such as are for somebody else, and, when an inviting server cannot be reached now, with
     * {@code M_CONNECTION_FAILED} after all others were tried.
     */
    public Uni<Void> take(UserId user, List<BoundInvite> bound) {
        if (bound.size() > MOST_INVITES) {
            throw new MatrixException(Errcode.M_TOO_LARGE, "At most " + MOST_INVITES + " invites are taken at once.");
        }
        bound.forEach(invite -> require(user, invite.signed()));
        return requireActive(user).chain(() -> {
            boolean[] unreachable = new boolean[1];
            return InTurn.each(bound, invite -> invites.takeUp(invite.room(), invite.signed())
                            .onFailure(MatrixException.class).recoverWithUni(refusal -> passOver(invite, (MatrixException) refusal, unreachable)))
                    .invoke(() -> requireReached(unreachable[0]));
        });
    }

    private void require(UserId user, SignedInvite invite) {
        if (!invite.invited().equals(user)) {
            throw MatrixException.invalidParam("An invite is for another user than the one that the address is bound to.");
        }
        if (invite.signed().path("signatures").properties().stream().noneMatch(signature -> isTrusted(signature.getKey(), signature.getValue()))) {
            throw new MatrixException(Errcode.M_SERVER_NOT_TRUSTED, "No identity server that is used here has signed the invite.")
                    .withStatus(Errcode.M_FORBIDDEN.status());
        }
    }

    private boolean isTrusted(String signer, JsonNode signatures) {
        try {
            return signatures.isObject() && identities.isTrusted(new ServerName(signer));
        } catch (InvalidIdentifierException invalid) {
            return false;
        }
    }

    private Uni<Void> requireActive(UserId user) {
        if (!user.isOn(own.name())) {
            throw MatrixException.notFound("The user is not one of this server.");
        }
        return accounts.find(user).invoke(account -> {
            if (account.isEmpty() || account.get().deactivated()) {
                throw MatrixException.notFound("The user is not one of this server.");
            }
        }).replaceWithVoid();
    }

    private static Uni<Void> passOver(BoundInvite invite, MatrixException refusal, boolean[] unreachable) {
        LOG.infof("%s was not invited to %s by an address: %s", invite.signed().invited(), invite.room(), refusal.getMessage());
        unreachable[0] |= refusal.status() >= SERVER_ERROR;
        return Uni.createFrom().voidItem();
    }

    private static void requireReached(boolean unreachable) {
        if (unreachable) {
            throw new MatrixException(Errcode.M_CONNECTION_FAILED, "Not all servers that have invited the address can be reached now.");
        }
    }
}
