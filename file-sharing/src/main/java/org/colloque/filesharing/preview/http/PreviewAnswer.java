package org.colloque.filesharing.preview.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.filesharing.preview.PreviewService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** What both places of the endpoint do alike. */
@ApplicationScoped
class PreviewAnswer {

    private final PreviewService previews;
    private final RateLimits limits;
    private final CurrentRequester current;

    PreviewAnswer(PreviewService previews, RateLimits limits, CurrentRequester current) {
        this.previews = previews;
        this.limits = limits;
        this.current = current;
    }

    Uni<ObjectNode> of(String url) {
        limits.require(Limit.PREVIEW, current.get().user().value());
        if (url == null) {
            throw MatrixException.missingParam("The parameter \"url\" is missing.");
        }
        return previews.preview(url);
    }
}
