package org.colloque.messaging.filter.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.filter.FilterService;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.UserId;

/** Spec: client-server-api, "Filtering". */
@Path("/_matrix/client/v3/user/{userId}/filter")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class FilterResource {

    private final FilterService filters;
    private final CurrentRequester requester;

    FilterResource(FilterService filters, CurrentRequester requester) {
        this.filters = filters;
        this.requester = requester;
    }

    record Added(@JsonProperty("filter_id") String filterId) {
    }

    @POST
    public Uni<Added> add(@PathParam("userId") String userId, JsonBody body) {
        return filters.add(own(userId), body.json()).map(Added::new);
    }

    @GET
    @Path("{filterId}")
    public Uni<ObjectNode> get(@PathParam("userId") String userId, @PathParam("filterId") String filterId) {
        return filters.definition(own(userId), filterId);
    }

    private UserId own(String userId) {
        UserId user = UserId.parse(userId);
        if (!user.equals(requester.get().user())) {
            throw MatrixException.forbidden("Filters of other users are not yours to see or to make.");
        }
        return user;
    }
}
