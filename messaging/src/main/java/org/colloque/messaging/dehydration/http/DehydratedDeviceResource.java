package org.colloque.messaging.dehydration.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.colloque.messaging.dehydration.DehydratedDevice;
import org.colloque.messaging.dehydration.DehydrationService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.sync.ToDeviceInbox.Message;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/** Spec: MSC3814, under the prefix that clients use until it is specified. */
@Path("/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device")
@Authenticated
public class DehydratedDeviceResource {

    private final DehydrationService sleeping;
    private final CurrentRequester requester;

    DehydratedDeviceResource(DehydrationService sleeping, CurrentRequester requester) {
        this.sleeping = sleeping;
        this.requester = requester;
    }

    /** The answer to what lays a device to sleep or deletes it. */
    public record Named(@JsonProperty("device_id") DeviceId device) {
    }

    @GET
    public Uni<ObjectNode> get() {
        return sleeping.get(requester.get().user()).map(found -> {
            ObjectNode answer = JsonNodes.object().put("device_id", found.device().value());
            answer.set("device_data", found.data());
            return answer;
        });
    }

    @PUT
    public Uni<Named> put(JsonBody body) {
        if (!body.object("device_data").path("algorithm").isTextual()) {
            throw MatrixException.invalidParam("\"device_data\" names no algorithm.");
        }
        body.object("device_keys");
        DehydratedDevice device = new DehydratedDevice(new DeviceId(body.text("device_id")), body.object("device_data"));
        return sleeping.put(requester.get().user(), device, body.optionalText("initial_device_display_name"), body)
                .replaceWith(new Named(device.device()));
    }

    @DELETE
    public Uni<Named> delete() {
        return sleeping.delete(requester.get().user()).map(Named::new);
    }

    /** A page without {@code next_batch} is the last. */
    @GET
    @Path("/{deviceId}/events")
    public Uni<ObjectNode> events(@PathParam("deviceId") String device, @QueryParam("from") String from) {
        long after = position(from);
        return sleeping.events(requester.get().user(), new DeviceId(device), after).map(messages -> {
            ObjectNode answer = page(messages);
            if (!messages.isEmpty()) {
                answer.put("next_batch", SyncToken.at(messages.getLast().position()).toString());
            }
            return answer;
        });
    }

    /** As older clients ask: they go on until a page is empty. */
    @POST
    @Path("/{deviceId}/events")
    public Uni<ObjectNode> eventsAfter(@PathParam("deviceId") String device, JsonBody body) {
        long after = position(body.optionalText("next_batch").orElse(""));
        return sleeping.events(requester.get().user(), new DeviceId(device), after).map(messages -> page(messages)
                .put("next_batch", SyncToken.at(messages.isEmpty() ? after : messages.getLast().position()).toString()));
    }

    private static ObjectNode page(List<Message> messages) {
        ObjectNode answer = JsonNodes.object();
        ArrayNode events = answer.putArray("events");
        messages.forEach(message -> events.add(MatrixJson.parseTrusted(message.json())));
        return answer;
    }

    private static long position(String token) {
        return token == null || token.isEmpty() ? 0 : SyncToken.parse(token).position();
    }
}
