package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.http.JsonBody;

/** Proves nothing. Spec: client-server-api, "Dummy Auth". */
@ApplicationScoped
public class DummyStage implements AuthStage {

    public static final String TYPE = "m.login.dummy";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Uni<Void> attempt(Challenge challenge, JsonBody auth) {
        return Uni.createFrom().voidItem();
    }
}
