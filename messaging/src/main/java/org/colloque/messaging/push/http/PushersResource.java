package org.colloque.messaging.push.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.push.Pusher;
import org.colloque.messaging.push.PusherService;
import org.colloque.protocol.json.JsonNodes;

/** Where people are told of what notifies them. Spec: client-server-api, "Push Notifications". */
@Path("/_matrix/client/v3/pushers")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PushersResource {

    private static final int APP_ID_CHARACTERS = 64;
    private static final int PUSHKEY_BYTES = 512;

    private final PusherService pushers;
    private final CurrentRequester requester;
    private final Clock clock;

    PushersResource(PusherService pushers, CurrentRequester requester, Clock clock) {
        this.pushers = pushers;
        this.requester = requester;
        this.clock = clock;
    }

    @GET
    public Uni<ObjectNode> list() {
        return pushers.list(requester.get().user()).map(all -> {
            ObjectNode answer = JsonNodes.object();
            ArrayNode list = answer.putArray("pushers");
            all.forEach(pusher -> list.add(tree(pusher)));
            return answer;
        });
    }

    @POST
    @Path("/set")
    public Uni<Map<String, Object>> set(JsonBody body) {
        Requester own = requester.get();
        Optional<String> kind = body.optionalText("kind");
        if (!body.json().has("kind")) {
            throw MatrixException.missingParam("The field \"kind\" is missing.");
        }
        Pusher.Key key = key(body);
        if (kind.isEmpty()) {
            return pushers.remove(own.user(), key).replaceWith(Map.of());
        }
        if (!kind.get().equals(Pusher.HTTP)) {
            throw MatrixException.invalidParam("This server pushes over HTTP alone.");
        }
        requireAll(body);
        Pusher pusher = new Pusher(own.user(), own.device(), key, new Pusher.Labels(body.text("app_display_name"),
                body.text("device_display_name"), body.text("lang"), body.optionalText("profile_tag")), data(body), clock.millis());
        return pushers.set(pusher, !body.flag("append", false)).replaceWith(Map.of());
    }

    private static Pusher.Key key(JsonBody body) {
        String appId = body.text("app_id");
        String pushkey = body.text("pushkey");
        if (appId.length() > APP_ID_CHARACTERS || pushkey.getBytes(StandardCharsets.UTF_8).length > PUSHKEY_BYTES) {
            throw MatrixException.invalidParam("\"app_id\" has at most 64 characters, \"pushkey\" at most 512 bytes.");
        }
        return new Pusher.Key(appId, pushkey);
    }

    private static void requireAll(JsonBody body) {
        List<String> missing = Stream.of("app_display_name", "device_display_name", "lang", "data")
                .filter(field -> !body.json().hasNonNull(field)).toList();
        if (!missing.isEmpty()) {
            throw MatrixException.missingParam("Missing parameters: " + String.join(", ", missing));
        }
    }

    private static ObjectNode data(JsonBody body) {
        JsonBody data = new JsonBody(body.object("data"));
        data.text("url");
        data.optionalText("format");
        return data.json();
    }

    private static ObjectNode tree(Pusher pusher) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("kind", Pusher.HTTP).put("app_id", pusher.key().appId()).put("pushkey", pusher.key().pushkey())
                .put("app_display_name", pusher.labels().app()).put("device_display_name", pusher.labels().device())
                .put("lang", pusher.labels().lang());
        pusher.labels().profileTag().ifPresent(tag -> tree.put("profile_tag", tag));
        tree.set("data", pusher.data());
        return tree;
    }
}
