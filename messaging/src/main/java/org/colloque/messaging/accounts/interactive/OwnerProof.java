package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.accounts.Grants;
import org.colloque.messaging.config.PublicAddress;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;

/**
 * What an access token alone must not do: the owner of the account has to prove to be there, in the way of the API that the session
 * was opened by.
 */
@ApplicationScoped
public class OwnerProof {

    private static final String RESET = "?action=org.matrix.cross_signing_reset";

    private final InteractiveAuth interactive;
    private final Grants grants;
    private final PublicAddress address;

    OwnerProof(InteractiveAuth interactive, Grants grants, PublicAddress address) {
        this.interactive = interactive;
        this.grants = grants;
        this.address = address;
    }

    /**
     * Asks for the password. Fails with {@code M_FORBIDDEN} for sessions of OAuth 2.0, whose clients must not see it: the account's own
     * pages are for that. Spec: client-server-api, "OAuth 2.0 API".
     */
    public Uni<Void> password(Requester requester, String purpose, JsonBody body) {
        return grants.ofDevice(requester.user(), requester.device()).chain(grant -> {
            if (grant.isPresent()) {
                throw MatrixException.forbidden("This is done on the pages of the account: " + pages());
            }
            return interactive.require(Challenge.password(requester.user(), purpose), body);
        });
    }

    /** Asks for the password, or leads to the account's pages, before the cross-signing keys are replaced. */
    public Uni<Void> crossSigningReset(Requester requester, JsonBody body) {
        return grants.ofDevice(requester.user(), requester.device()).chain(grant -> interactive.require(grant.isPresent()
                ? Challenge.accountPage(requester.user(), "cross-signing keys", pages() + RESET)
                : Challenge.password(requester.user(), "cross-signing keys"), body));
    }

    private String pages() {
        return address.of("/account");
    }
}
