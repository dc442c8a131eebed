package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.colloque.messaging.oauth.DeviceAuthorizations;
import org.colloque.messaging.oauth.DeviceLinkService;
import org.colloque.messaging.oauth.Parameters;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** Letting in a device that shows a code. Spec: client-server-api, "Device authorisation flow"; RFC 8628, section 3.3. */
@Path("/account/link")
public class LinkPage {

    private static final int NOT_FOUND = 404;

    private final Visits visits;
    private final DeviceLinkService links;
    private final DeviceAuthorizations waiting;
    private final RateLimits limits;

    LinkPage(Visits visits, DeviceLinkService links, DeviceAuthorizations waiting, RateLimits limits) {
        this.visits = visits;
        this.links = links;
        this.waiting = waiting;
        this.limits = limits;
    }

    /** Codes are short: how many of them one person may try is limited. Spec: RFC 8628, section 5.1. */
    @GET
    public Uni<Response> show(@QueryParam("user_code") String code, @Context HttpServerRequest request) {
        return visits.lookLoggedIn(request, visit -> {
            if (code == null || code.isBlank()) {
                return Uni.createFrom().item(form(visit, 200, ""));
            }
            limits.require(Limit.DEVICE_LINK, visit.user().orElseThrow().value());
            return links.find(code).map(found -> found.map(device -> ask(visit, device, code))
                    .orElseGet(() -> form(visit, NOT_FOUND, visit.texts().format("linkUnknown"))));
        });
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> decide(Parameters form, @Context HttpServerRequest request) {
        boolean granted = form.find("decision").filter("allow"::equals).isPresent();
        return visits.sendLoggedIn(request, form, visit -> {
            limits.require(Limit.DEVICE_LINK, visit.user().orElseThrow().value());
            return waiting.decide(form.find("user_code").orElse(""), visit.user().orElseThrow(), granted).map(known -> {
                if (!known) {
                    return form(visit, NOT_FOUND, visit.texts().format("linkUnknown"));
                }
                return granted ? visit.message(200, "linkedTitle", "linked") : visit.message(200, "notLinkedTitle", "notLinked");
            });
        });
    }

    private static Response form(Visit visit, int status, String error) {
        return visit.page(status, "link", Map.of("title", visit.texts().format("linkTitle"), "error", error));
    }

    private static Response ask(Visit visit, DeviceAuthorizations.Waiting device, String code) {
        Map<String, Object> data = Consent.about(visit, device.client(), device.device());
        data.put("code", code);
        return visit.page("link-consent", data);
    }
}
