package org.colloque.messaging.notification.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.notification.NotificationsService;
import org.colloque.messaging.notification.NotificationsService.Notified;
import org.colloque.messaging.notification.NotificationsService.Page;
import org.colloque.protocol.json.JsonNodes;

/** What has notified the requester. Spec: client-server-api, "Listing Notifications". */
@Path("/_matrix/client/v3/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class NotificationsResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final NotificationsService notifications;
    private final CurrentRequester requester;

    NotificationsResource(NotificationsService notifications, CurrentRequester requester) {
        this.notifications = notifications;
        this.requester = requester;
    }

    @GET
    public Uni<ObjectNode> list(@QueryParam("from") String from, @QueryParam("limit") String limit, @QueryParam("only") String only) {
        int most = (int) Math.clamp(number("limit", limit, USUAL), 1, MOST);
        return notifications.page(requester.get(), number("from", from, Long.MAX_VALUE), most, "highlight".equals(only))
                .map(NotificationsResource::answer);
    }

    private static long number(String name, String text, long otherwise) {
        try {
            long number = text == null || text.isEmpty() ? otherwise : Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            // Refused below.
        }
        throw MatrixException.invalidParam("The parameter \"" + name + "\" is not valid.");
    }

    private static ObjectNode answer(Page page) {
        ObjectNode answer = JsonNodes.object();
        ArrayNode list = answer.putArray("notifications");
        page.notifications().forEach(notified -> list.add(tree(notified)));
        page.next().ifPresent(next -> answer.put("next_token", next.toString()));
        return answer;
    }

    private static ObjectNode tree(Notified notified) {
        ObjectNode tree = JsonNodes.object().put("room_id", notified.room().value()).put("read", notified.read()).put("ts", notified.ts());
        ArrayNode actions = tree.putArray("actions").add("notify");
        notified.outcome().tweaks().forEach((name, value) -> actions.addObject().put("set_tweak", name).set("value", value));
        ObjectNode event = JsonNodes.shallowCopy(notified.event());
        event.remove("room_id");
        tree.set("event", event);
        return tree;
    }
}
