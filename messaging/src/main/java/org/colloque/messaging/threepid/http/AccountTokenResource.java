package org.colloque.messaging.threepid.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.threepid.EmailPolicy;
import org.colloque.messaging.threepid.EmailValidations;
import org.colloque.messaging.threepid.Purpose;

/**
 * Links for those who have forgotten their password, and for those who add an address. None of it needs an access token. Spec: client-server-api,
 * "Account management" and "Adding account administrative contact information".
 */
@Path("/_matrix/client/v3/account")
public class AccountTokenResource {

    private static final String NO_TELEPHONES = "This server keeps no telephone numbers.";

    private final EmailValidations validations;
    private final TokenAnswer tokens;

    AccountTokenResource(EmailValidations validations, TokenAnswer tokens) {
        this.validations = validations;
        this.tokens = tokens;
    }

    @POST
    @Path("/password/email/requestToken")
    public Uni<Map<String, Object>> toResetThePassword(JsonBody body, @Context HttpServerRequest request) {
        return tokens.of(body, request, wish -> validations.begin(Purpose.PASSWORD, wish));
    }

    @POST
    @Path("/3pid/email/requestToken")
    public Uni<Map<String, Object>> toAddAnAddress(JsonBody body, @Context HttpServerRequest request) {
        return tokens.of(body, request, wish -> validations.begin(Purpose.ADD, wish));
    }

    @POST
    @Path("/password/msisdn/requestToken")
    public Uni<Map<String, Object>> toResetThePasswordByTelephone(JsonBody body) {
        throw EmailPolicy.unsupported(Purpose.PASSWORD, NO_TELEPHONES);
    }

    @POST
    @Path("/3pid/msisdn/requestToken")
    public Uni<Map<String, Object>> toAddATelephoneNumber(JsonBody body) {
        throw EmailPolicy.unsupported(Purpose.ADD, NO_TELEPHONES);
    }
}
