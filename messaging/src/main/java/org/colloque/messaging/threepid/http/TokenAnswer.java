package org.colloque.messaging.threepid.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.mail.Language;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.messaging.threepid.TokenRequest;

/** What the endpoints that have a link sent do alike. */
@ApplicationScoped
class TokenAnswer {

    private final RateLimits limits;

    TokenAnswer(RateLimits limits) {
        this.limits = limits;
    }

    /** Reads the body, counts the mail and answers the id of the proof. There is no {@code submit_url}: people follow the link. */
    Uni<Map<String, Object>> of(JsonBody body, HttpServerRequest request, Function<TokenRequest, Uni<String>> begin) {
        limits.require(Limit.MAIL_SENDER, request.remoteAddress().hostAddress());
        TokenRequest wish = TokenRequest.read(body, Language.preferred(request.getHeader("Accept-Language")));
        limits.require(Limit.MAIL_RECIPIENT, wish.address().value());
        return begin.apply(wish).map(sid -> Map.of("sid", sid));
    }
}
