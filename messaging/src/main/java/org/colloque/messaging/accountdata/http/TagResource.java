package org.colloque.messaging.accountdata.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.colloque.messaging.accountdata.TagService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Spec: client-server-api, "Room Tagging". */
@Path("/_matrix/client/v3/user/{userId}/rooms/{roomId}/tags")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class TagResource {

    private static final int LONGEST_NAME = 255;

    private final TagService tags;
    private final CurrentRequester requester;

    TagResource(TagService tags, CurrentRequester requester) {
        this.tags = tags;
        this.requester = requester;
    }

    record Tags(ObjectNode tags) {
    }

    @GET
    public Uni<Tags> get(@PathParam("userId") String userId, @PathParam("roomId") String roomId) {
        return tags.tags(own(userId), RoomId.parse(roomId)).map(Tags::new);
    }

    @PUT
    @Path("{tag}")
    public Uni<ObjectNode> put(@PathParam("userId") String userId, @PathParam("roomId") String roomId, @PathParam("tag") String tag,
            JsonBody body) {
        if (tag.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw MatrixException.invalidParam("The name of a tag has at most 255 bytes.");
        }
        Optional<JsonNode> order = Optional.ofNullable(body.json().get("order"));
        if (order.isPresent() && !order.get().isNumber()) {
            throw MatrixException.badJson("The field \"order\" must be a number.");
        }
        return tags.put(own(userId), RoomId.parse(roomId), tag, body.json()).map(done -> nothing());
    }

    @DELETE
    @Path("{tag}")
    public Uni<ObjectNode> delete(@PathParam("userId") String userId, @PathParam("roomId") String roomId, @PathParam("tag") String tag) {
        return tags.remove(own(userId), RoomId.parse(roomId), tag).map(done -> nothing());
    }

    private UserId own(String userId) {
        UserId user = UserId.parse(userId);
        if (!user.equals(requester.get().user())) {
            throw MatrixException.forbidden("The tags of other users are not yours to see or to change.");
        }
        return user;
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
