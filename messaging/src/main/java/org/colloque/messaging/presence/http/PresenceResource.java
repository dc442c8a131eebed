package org.colloque.messaging.presence.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceService;
import org.colloque.messaging.presence.PresenceVisibility;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Spec: client-server-api, "Presence". */
@Path("/_matrix/client/v3/presence/{userId}/status")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PresenceResource {

    private static final Set<String> STATES = Set.of(Presence.ONLINE, Presence.UNAVAILABLE, Presence.OFFLINE);

    private final PresenceService presences;
    private final PresenceVisibility visibility;
    private final CurrentRequester requester;
    private final Clock clock;

    PresenceResource(PresenceService presences, PresenceVisibility visibility, CurrentRequester requester, Clock clock) {
        this.presences = presences;
        this.visibility = visibility;
        this.requester = requester;
        this.clock = clock;
    }

    @GET
    public Uni<ObjectNode> get(@PathParam("userId") String userId) {
        UserId user = UserId.parse(userId);
        return visibility.require(requester.get().user(), user).map(ignored -> {
            ObjectNode answer = JsonNodes.object();
            presences.of(user).ifPresentOrElse(presence -> put(presence, answer), () -> answer.put("presence", Presence.OFFLINE));
            return answer;
        });
    }

    private void put(Presence presence, ObjectNode answer) {
        answer.put("presence", presence.state()).put("last_active_ago", Math.max(0, clock.millis() - presence.lastActive()))
                .put("currently_active", presence.isOnline());
        presence.message().ifPresent(message -> answer.put("status_msg", message));
    }

    @PUT
    public Uni<ObjectNode> set(@PathParam("userId") String userId, JsonBody body) {
        UserId user = UserId.parse(userId);
        if (!user.equals(requester.get().user())) {
            throw MatrixException.forbidden("Nobody can say for somebody else whether they are there.");
        }
        String state = body.text("presence");
        if (!STATES.contains(state)) {
            throw MatrixException.badJson("The field \"presence\" must be \"online\", \"unavailable\" or \"offline\".");
        }
        Optional<String> message = body.optionalText("status_msg");
        if (message.filter(text -> text.length() > 1_000).isPresent()) {
            throw MatrixException.invalidParam("A status message has at most 1 000 characters.");
        }
        return presences.set(user, requester.get().device(), state, message).map(ignored -> JsonNodes.object());
    }
}
