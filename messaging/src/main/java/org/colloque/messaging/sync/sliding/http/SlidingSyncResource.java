package org.colloque.messaging.sync.sliding.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.sync.sliding.SlidingRequest.Dialect;
import org.colloque.messaging.sync.sliding.SlidingSyncService;
import org.jboss.resteasy.reactive.RestQuery;

/** Simplified Sliding Sync under its unstable name, as today's clients ask for it. Spec: MSC4186, "Unstable prefix". */
@Path("/_matrix/client/unstable/org.matrix.simplified_msc3575/sync")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SlidingSyncResource {

    private final SlidingSyncService syncs;
    private final CurrentRequester requester;

    SlidingSyncResource(SlidingSyncService syncs, CurrentRequester requester) {
        this.syncs = syncs;
        this.requester = requester;
    }

    /** What clients of before the last change of the proposal put into the address. */
    public static class Parameters {

        @RestQuery
        Optional<String> pos;
        @RestQuery
        Optional<String> timeout;
        @RestQuery("set_presence")
        Optional<String> presence;
    }

    @POST
    public Uni<byte[]> sync(@BeanParam Parameters parameters, JsonBody body) {
        return syncs.sync(new SlidingRequestReader(requester.get(), Dialect.UNSTABLE).read(body, parameters));
    }
}
