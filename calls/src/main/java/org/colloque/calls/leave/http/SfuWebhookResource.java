package org.colloque.calls.leave.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.colloque.calls.CallsSettings;
import org.colloque.calls.leave.DelegatedLeaveService;
import org.colloque.calls.livekit.SfuReports;

/** Where LiveKit reports who joined and left; whoever else writes here gets the same answer and is not believed. */
@Path(CallsSettings.SERVICE_PATH + "/sfu_webhook")
public class SfuWebhookResource {

    private final SfuReports reports;
    private final DelegatedLeaveService leaves;

    SfuWebhookResource(SfuReports reports, DelegatedLeaveService leaves) {
        this.reports = reports;
        this.leaves = leaves;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> report(@HeaderParam("Authorization") String authorization, String body) {
        Uni<Void> noted = reports.read(body, authorization).map(leaves::reported).orElseGet(() -> Uni.createFrom().voidItem());
        return noted.replaceWith(() -> Response.ok().build());
    }
}
