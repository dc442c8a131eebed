package org.colloque.messaging.keys.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.keys.DeviceListService;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.keys.KeyClaimService;
import org.colloque.messaging.keys.KeyQueryService;
import org.colloque.messaging.keys.KeyUploadService;
import org.colloque.messaging.stream.SyncToken;

/** Keys of devices. Spec: client-server-api, "Key management API". */
@Path("/_matrix/client/v3/keys")
@Authenticated
public class KeysResource {

    private final KeyUploadService uploads;
    private final KeyQueryService queries;
    private final KeyClaimService claims;
    private final DeviceListService lists;
    private final CurrentRequester current;

    KeysResource(KeyUploadService uploads, KeyQueryService queries, KeyClaimService claims, DeviceListService lists,
            CurrentRequester current) {
        this.uploads = uploads;
        this.queries = queries;
        this.claims = claims;
        this.lists = lists;
        this.current = current;
    }

    @POST
    @Path("/upload")
    public Uni<Map<String, Object>> upload(JsonBody body) {
        Requester requester = current.withDevice();
        return uploads.upload(new DeviceOf(requester.user(), requester.device()), body)
                .map(counts -> Map.of("one_time_key_counts", counts));
    }

    @POST
    @Path("/query")
    public Uni<ObjectNode> query(JsonBody body) {
        return queries.query(current.get().user(), KeyRequests.query(body));
    }

    @POST
    @Path("/claim")
    public Uni<ObjectNode> claim(JsonBody body) {
        return claims.claim(KeyRequests.claim(body));
    }

    @GET
    @Path("/changes")
    public Uni<DeviceListService.Changes> changes(@QueryParam("from") String from, @QueryParam("to") String to) {
        if (from == null) {
            throw MatrixException.missingParam("The parameter \"from\" is missing.");
        }
        if (to != null) {
            SyncToken.parse(to);
        }
        return lists.since(current.get().user(), SyncToken.parse(from).position());
    }
}
