package org.colloque.messaging.threepid.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.threepid.EmailPolicy;
import org.colloque.messaging.threepid.EmailRegistration;
import org.colloque.messaging.threepid.Purpose;

/** Links for those who register. Spec: client-server-api, "Account registration". */
@Path("/_matrix/client/v3/register")
public class RegisterTokenResource {

    private final EmailRegistration registrations;
    private final TokenAnswer tokens;

    RegisterTokenResource(EmailRegistration registrations, TokenAnswer tokens) {
        this.registrations = registrations;
        this.tokens = tokens;
    }

    @POST
    @Path("/email/requestToken")
    public Uni<Map<String, Object>> email(JsonBody body, @Context HttpServerRequest request) {
        return tokens.of(body, request, registrations::begin);
    }

    /** Telephone numbers are not kept here. */
    @POST
    @Path("/msisdn/requestToken")
    public Uni<Map<String, Object>> telephone(JsonBody body) {
        throw EmailPolicy.unsupported(Purpose.REGISTER, "This server keeps no telephone numbers.");
    }
}
