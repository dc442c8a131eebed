package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import org.colloque.messaging.http.JsonBody;

/** One type of proof. One bean for each. Spec: client-server-api, "Authentication types". */
public interface AuthStage {

    String type();

    /** Whether the proof is not in the request, so that a client that comes back with its session alone has to be tried. */
    default boolean isSilent() {
        return false;
    }

    /** Succeeds when the proof holds; fails with the refusal that the client is told, after which it may try again. */
    Uni<Void> attempt(Challenge challenge, JsonBody auth);
}
