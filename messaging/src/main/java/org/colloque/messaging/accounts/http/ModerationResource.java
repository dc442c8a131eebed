package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.colloque.messaging.accounts.ModerationService;
import org.colloque.messaging.accounts.Standing;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.UserId;

/** Locking and suspending accounts. Spec: client-server-api, "Server Administration". */
@Path("/_matrix/client/v1/admin")
@Authenticated
public class ModerationResource {

    private final ModerationService moderation;
    private final CurrentRequester current;

    ModerationResource(ModerationService moderation, CurrentRequester current) {
        this.moderation = moderation;
        this.current = current;
    }

    @GET
    @Path("/suspend/{userId}")
    public Uni<Map<String, Boolean>> suspended(@PathParam("userId") String user) {
        return moderation.standing(current.get().user(), UserId.parse(user)).map(standing -> Map.of("suspended", standing.suspended()));
    }

    @PUT
    @Path("/suspend/{userId}")
    public Uni<Map<String, Boolean>> suspend(@PathParam("userId") String user, JsonBody body) {
        boolean suspended = flag(body, "suspended");
        return moderation.change(current.get().user(), UserId.parse(user), standing -> new Standing(standing.locked(), suspended))
                .replaceWith(Map.of("suspended", suspended));
    }

    @GET
    @Path("/lock/{userId}")
    public Uni<Map<String, Boolean>> locked(@PathParam("userId") String user) {
        return moderation.standing(current.get().user(), UserId.parse(user)).map(standing -> Map.of("locked", standing.locked()));
    }

    @PUT
    @Path("/lock/{userId}")
    public Uni<Map<String, Boolean>> lock(@PathParam("userId") String user, JsonBody body) {
        boolean locked = flag(body, "locked");
        return moderation.change(current.get().user(), UserId.parse(user), standing -> new Standing(locked, standing.suspended()))
                .replaceWith(Map.of("locked", locked));
    }

    private static boolean flag(JsonBody body, String name) {
        if (!body.json().hasNonNull(name)) {
            throw MatrixException.missingParam("The field \"" + name + "\" is missing.");
        }
        return body.flag(name, false);
    }
}
