package org.colloque.messaging.sync.sliding.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.sync.sliding.SlidingRequest.Dialect;
import org.colloque.messaging.sync.sliding.SlidingSyncService;

/** Simplified Sliding Sync as the proposal names it at last. Spec: MSC4186, "API". */
@Path("/_matrix/client/v4/sync")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class StableSlidingSyncResource {

    private final SlidingSyncService syncs;
    private final CurrentRequester requester;

    StableSlidingSyncResource(SlidingSyncService syncs, CurrentRequester requester) {
        this.syncs = syncs;
        this.requester = requester;
    }

    @POST
    public Uni<byte[]> sync(@BeanParam SlidingSyncResource.Parameters parameters, JsonBody body) {
        return syncs.sync(new SlidingRequestReader(requester.get(), Dialect.STABLE).read(body, parameters));
    }
}
