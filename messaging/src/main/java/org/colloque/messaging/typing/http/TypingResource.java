package org.colloque.messaging.typing.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.typing.TypingService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Spec: client-server-api, "Typing Notifications". */
@Path("/_matrix/client/v3/rooms/{roomId}/typing/{userId}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class TypingResource {

    private static final long USUAL_MILLISECONDS = 30_000;

    private final TypingService typing;
    private final CurrentRequester requester;

    TypingResource(TypingService typing, CurrentRequester requester) {
        this.typing = typing;
        this.requester = requester;
    }

    @PUT
    public Uni<ObjectNode> set(@PathParam("roomId") String roomId, @PathParam("userId") String userId, JsonBody body) {
        UserId user = UserId.parse(userId);
        if (!user.equals(requester.get().user())) {
            throw MatrixException.forbidden("Nobody can type for somebody else.");
        }
        if (!body.json().has("typing")) {
            throw MatrixException.missingParam("The field \"typing\" is missing.");
        }
        long milliseconds = Math.clamp(body.optionalInteger("timeout").orElse(USUAL_MILLISECONDS), 0, Integer.MAX_VALUE);
        Duration time = body.flag("typing", false) ? Duration.ofMillis(milliseconds) : Duration.ZERO;
        return typing.typing(user, RoomId.parse(roomId), time).map(done -> JsonNodeFactory.instance.objectNode());
    }
}
