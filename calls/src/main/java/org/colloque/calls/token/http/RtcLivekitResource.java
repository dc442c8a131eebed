package org.colloque.calls.token.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.colloque.calls.CallsSettings;
import org.colloque.calls.leave.DelegatedLeaveService.Wish;
import org.colloque.calls.token.CallRequest;
import org.colloque.calls.token.CallTokenService;
import org.colloque.calls.token.CallTokenService.Access;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.RoomId;

/**
 * Tokens and delegated leaves as a part of the client-server API. Spec: MSC4195, "Additions to the Client-Server and Server-Server
 * API".
 */
@Path("/_matrix/client/unstable/io.element.msc4195/rtc/livekit")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RtcLivekitResource {

    private final CallTokenService calls;
    private final CallsSettings settings;
    private final ServerConfig config;
    private final CurrentRequester requester;

    RtcLivekitResource(CallTokenService calls, CallsSettings settings, ServerConfig config, CurrentRequester requester) {
        this.calls = calls;
        this.settings = settings;
        this.config = config;
        this.requester = requester;
    }

    // NOTSPEC: who is not in the room gets 403 M_FORBIDDEN and not 401 because clients in use expect that, and take 401 for a logout.
    @POST
    @Path("/get_token")
    public Uni<Access> token(JsonBody body) {
        return calls.access(requester.get().user(), request(body, Optional.empty()));
    }

    @POST
    @Path("/delegate_delayed_leave")
    public Uni<Map<String, Object>> delegateLeave(JsonBody body) {
        CallRequest request = request(body, Optional.of(new Wish(body.text("delay_id"), Optional.empty())));
        return calls.delegateLeave(requester.get().user(), request).replaceWith(Map.of());
    }

    private CallRequest request(JsonBody body, Optional<Wish> leave) {
        String url = settings.required().url();
        if (body.optionalText("url").filter(other -> !other.equals(url)).isPresent()
                || body.optionalText("server_name").filter(other -> !other.equals(config.serverName().value())).isPresent()) {
            throw MatrixException.invalidParam("This server gives tokens for its own media server only.");
        }
        JsonBody member = new JsonBody(body.object("member"));
        String device = member.optionalText("claimed_device_id").orElse(requester.get().device().value());
        return new CallRequest(RoomId.parse(body.text("room_id")), body.text("slot_id"),
                new CallRequest.RtcMember(member.text("id"), device), leave);
    }
}
