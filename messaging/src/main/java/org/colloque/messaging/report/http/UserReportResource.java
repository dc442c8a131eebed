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
import org.colloque.protocol.id.UserId;

/** Reporting people. Spec: client-server-api, "Reporting Content". */
@Path("/_matrix/client/v3/users/{userId}/report")
@Authenticated
@SendLimited
public class UserReportResource {

    private final ReportService reports;
    private final CurrentRequester requester;

    UserReportResource(ReportService reports, CurrentRequester requester) {
        this.reports = reports;
        this.requester = requester;
    }

    @POST
    public Uni<Map<String, Object>> user(@PathParam("userId") String user, JsonBody body) {
        return reports.user(requester.get().user(), UserId.parse(user), body.text("reason")).replaceWith(Map.of());
    }
}
