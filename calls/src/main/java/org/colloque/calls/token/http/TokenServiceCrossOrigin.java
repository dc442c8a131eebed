package org.colloque.calls.token.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.colloque.calls.CallsSettings;

/** Lets pages of any origin use the token service, but not what is for LiveKit and for monitoring. */
@ApplicationScoped
class TokenServiceCrossOrigin {

    private static final int BEFORE_EVERYTHING = 1000;
    private static final Set<String> PATHS = Set.of(CallsSettings.SERVICE_PATH + "/sfu/get", CallsSettings.SERVICE_PATH + "/get_token",
            CallsSettings.SERVICE_PATH + "/delegate_delayed_leave");

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEFORE_EVERYTHING);
    }

    private void answer(RoutingContext request) {
        if (!PATHS.contains(request.normalizedPath())) {
            request.next();
            return;
        }
        MultiMap headers = request.response().headers();
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Allow-Methods", "POST, OPTIONS");
        headers.set("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, X-Requested-With");
        if (request.request().method().equals(HttpMethod.OPTIONS)) {
            request.response().end();
        } else {
            request.next();
        }
    }
}
