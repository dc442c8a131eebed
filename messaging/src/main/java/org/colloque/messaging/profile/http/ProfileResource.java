package org.colloque.messaging.profile.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.NotSuspended;
import org.colloque.messaging.profile.ProfileField;
import org.colloque.messaging.profile.ProfileService;
import org.colloque.protocol.id.UserId;

/** Reading anybody's profile and changing one's own. Spec: client-server-api, "Profiles". */
@Path("/_matrix/client/v3/profile/{userId}")
public class ProfileResource {

    private final ProfileService profiles;
    private final CurrentRequester current;

    ProfileResource(ProfileService profiles, CurrentRequester current) {
        this.profiles = profiles;
        this.current = current;
    }

    @GET
    public Uni<ObjectNode> get(@PathParam("userId") String user) {
        return profiles.get(UserId.parse(user));
    }

    @GET
    @Path("/{keyName}")
    public Uni<ObjectNode> get(@PathParam("userId") String user, @PathParam("keyName") String field) {
        return profiles.get(UserId.parse(user), field);
    }

    @PUT
    @Path("/{keyName}")
    @Authenticated
    @NotSuspended
    public Uni<Map<String, Object>> put(@PathParam("userId") String user, @PathParam("keyName") String name, JsonBody body) {
        UserId owner = own(user);
        ProfileField field = new ProfileField(name);
        JsonNode value = body.json().get(name);
        if (value == null) {
            throw MatrixException.missingParam("The field \"" + name + "\" is missing.");
        }
        return profiles.put(owner, field, value).replaceWith(Map.of());
    }

    @DELETE
    @Path("/{keyName}")
    @Authenticated
    @NotSuspended
    public Uni<Map<String, Object>> remove(@PathParam("userId") String user, @PathParam("keyName") String name) {
        return profiles.remove(own(user), new ProfileField(name)).replaceWith(Map.of());
    }

    private UserId own(String user) {
        UserId owner = UserId.parse(user);
        if (!current.get().user().equals(owner)) {
            throw MatrixException.forbidden("Nobody but the person may change a profile.");
        }
        return owner;
    }
}
