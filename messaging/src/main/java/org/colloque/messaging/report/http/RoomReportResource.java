package org.colloque.messaging.report.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.SendLimited;
import org.colloque.messaging.report.ReportService;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** Reporting rooms and what is said there. Spec: client-server-api, "Reporting Content". */
@Path("/_matrix/client/v3/rooms/{roomId}/report")
@Authenticated
@SendLimited
public class RoomReportResource {

    private final ReportService reports;
    private final CurrentRequester requester;

    RoomReportResource(ReportService reports, CurrentRequester requester) {
        this.reports = reports;
        this.requester = requester;
    }

    @POST
    public Uni<Map<String, Object>> room(@PathParam("roomId") String room, JsonBody body) {
        return reports.room(requester.get().user(), RoomId.parse(room), body.text("reason")).replaceWith(Map.of());
    }

    @POST
    @Path("/{eventId}")
    public Uni<Map<String, Object>> event(@PathParam("roomId") String room, @PathParam("eventId") String event, JsonBody body) {
        return reports.event(requester.get().user(), RoomId.parse(room), EventId.parse(event), body.optionalText("reason").orElse(""))
                .replaceWith(Map.of());
    }
}
