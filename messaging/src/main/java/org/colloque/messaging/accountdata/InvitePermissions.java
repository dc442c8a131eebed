package org.colloque.messaging.accountdata;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.colloque.messaging.accountdata.InvitePermission.Decision;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** Refuses invites that those invited do not want. Spec: client-server-api, "Invite permission". */
@ApplicationScoped
public class InvitePermissions {

    private final AccountDataStore store;

    InvitePermissions(AccountDataStore store) {
        this.store = store;
    }

    /** Fails with {@code M_INVITE_BLOCKED} when a user of this server does not take invites from the inviter. */
    public Uni<Void> require(UserId inviter, UserId invited) {
        return require(inviter, List.of(invited));
    }

    /** One statement for all of them. */
    public Uni<Void> require(UserId inviter, Collection<UserId> invited) {
        return invited.isEmpty() ? Uni.createFrom().voidItem() : store.global(invited, InvitePermission.TYPE).invoke(found -> found.forEach((user, entry) -> {
            if (InvitePermission.of(MatrixJson.parseTrusted(entry.content())).decide(inviter) == Decision.BLOCK) {
                throw new MatrixException(Errcode.M_INVITE_BLOCKED, user + " does not take this invite.");
            }
        })).replaceWithVoid();
    }
}
