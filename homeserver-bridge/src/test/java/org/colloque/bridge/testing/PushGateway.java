package org.colloque.bridge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.FakePeer.Received;
import org.colloque.protocol.json.JsonNodes;

/** The push gateway that the service under test may use. */
public final class PushGateway implements AutoCloseable {

    static final ReservedName NAME = ReservedName.of("push-gateway");
    private static final String NOTIFY = "/_matrix/push/v1/notify";

    private final String name;
    private final FakePeer server;
    private final Set<String> rejected = ConcurrentHashMap.newKeySet();

    private PushGateway() {
        this.name = NAME.name();
        this.server = NAME.start();
        server.on("POST " + NOTIFY, (target, body) -> {
            ArrayNode keys = JsonNodes.array();
            body.path("notification").path("devices").valueStream().map(device -> device.path("pushkey").asText())
                    .filter(rejected::contains).forEach(keys::add);
            return Answer.ok(JsonNodes.object().set("rejected", keys));
        });
    }

    public static PushGateway start() {
        return new PushGateway();
    }

    public String url() {
        return "https://" + name + NOTIFY;
    }

    /** Answers from now on that the push key is not valid. */
    public void reject(String pushkey) {
        rejected.add(pushkey);
    }

    public void down(boolean down) {
        server.down(down);
    }

    /** What it was told for a push key, in order. */
    public List<JsonNode> told(String pushkey) {
        return server.received("POST " + NOTIFY).stream().map(Received::body).map(body -> body.path("notification"))
                .filter(told -> told.path("devices").path(0).path("pushkey").asText().equals(pushkey)).toList();
    }

    /** The events that it was told of for a push key, in order. */
    public List<String> events(String pushkey) {
        return told(pushkey).stream().map(told -> told.path("event_id").asText("")).filter(id -> !id.isEmpty()).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
