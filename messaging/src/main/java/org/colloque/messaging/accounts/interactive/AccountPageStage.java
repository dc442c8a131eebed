package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/** The owner allows it on the account's own pages. Spec: client-server-api, "OAuth authentication". */
@ApplicationScoped
public class AccountPageStage implements AuthStage {

    public static final String TYPE = "m.oauth";

    private final CrossSigningReset resets;

    AccountPageStage(CrossSigningReset resets) {
        this.resets = resets;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Clients name no type when they come back: they cannot tell more than that the person says to be ready. */
    @Override
    public boolean isSilent() {
        return true;
    }

    @Override
    public Uni<Void> attempt(Challenge challenge, JsonBody auth) {
        return resets.use(challenge.user().orElseThrow()).invoke(allowed -> {
            if (!allowed) {
                throw MatrixException.forbidden("This was not allowed on the account's pages, or too long ago.");
            }
        }).replaceWithVoid();
    }
}
