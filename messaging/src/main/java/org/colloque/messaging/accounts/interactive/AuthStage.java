package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import org.colloque.messaging.http.JsonBody;

/** One type of proof. One bean for each. Spec: client-server-api, "Authentication types". */
public interface AuthStage {

    String type();

    /** Succeeds when the proof holds; fails with the refusal that the client is told, after which it may try again. */
    Uni<Void> attempt(Challenge challenge, JsonBody auth);
}
