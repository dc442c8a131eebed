package org.colloque.messaging.todevice.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.todevice.ToDeviceService;

/** Sending to devices. Spec: client-server-api, "Send-to-Device messaging". */
@Path("/_matrix/client/v3/sendToDevice/{eventType}/{txnId}")
@Authenticated
public class ToDeviceResource {

    private final ToDeviceService messages;
    private final CurrentRequester current;

    ToDeviceResource(ToDeviceService messages, CurrentRequester current) {
        this.messages = messages;
        this.current = current;
    }

    @PUT
    public Uni<Map<String, Object>> send(@PathParam("eventType") String type, @PathParam("txnId") String transaction,
            JsonBody body) {
        return messages.send(current.get(), type, transaction, body.object("messages")).replaceWith(Map.of());
    }
}
