package org.colloque.messaging.threepid.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.mail.Language;
import org.colloque.messaging.threepid.EmailValidation.Outcome;
import org.colloque.messaging.threepid.EmailValidations;
import org.colloque.messaging.threepid.ValidationCredentials;

/**
 * The page behind the link in a mail. Opening it proves nothing yet, since programs that look into mails open links too: the person presses the
 * button. Spec: identity-service-api, "Email associations".
 */
@Path("/_matrix/colloque/email/submit_token")
public class SubmitTokenResource {

    private static final int BAD_REQUEST = 400;

    private final EmailValidations validations;

    SubmitTokenResource(EmailValidations validations) {
        this.validations = validations;
    }

    @GET
    public Uni<Response> page(@QueryParam("sid") String sid, @QueryParam("client_secret") String secret, @QueryParam("token") String token,
            @HeaderParam("Accept-Language") String accepted) {
        ConfirmationPage page = new ConfirmationPage(Language.preferred(accepted));
        boolean whole = sid != null && secret != null && token != null;
        return Uni.createFrom().item(whole ? page.question(sid, secret, token) : page.unknown(BAD_REQUEST));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> confirm(@FormParam("sid") String sid, @FormParam("client_secret") String secret, @FormParam("token") String token,
            @HeaderParam("Accept-Language") String accepted) {
        ConfirmationPage page = new ConfirmationPage(Language.preferred(accepted));
        if (sid == null || secret == null || token == null) {
            return Uni.createFrom().item(page.unknown(BAD_REQUEST));
        }
        return validations.prove(new ValidationCredentials(sid, secret), token).map(outcome -> switch (outcome) {
            case Outcome.Proven proven -> proven.nextLink().map(link -> Response.seeOther(URI.create(link)).build()).orElseGet(page::confirmed);
            case Outcome.Expired expired -> page.expired(BAD_REQUEST);
            case Outcome.Unknown unknown -> page.unknown(BAD_REQUEST);
        });
    }

    /** The same for programs. Fails with {@code M_TOKEN_INCORRECT} or {@code M_SESSION_EXPIRED}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Map<String, Object>> submit(JsonBody body) {
        return validations.prove(ValidationCredentials.read(body), body.text("token")).map(outcome -> switch (outcome) {
            case Outcome.Proven proven -> Map.of("success", true);
            case Outcome.Expired expired -> throw new MatrixException(Errcode.M_SESSION_EXPIRED, "The link has expired: ask for another one.");
            case Outcome.Unknown unknown -> throw new MatrixException(Errcode.M_TOKEN_INCORRECT, "The token is not right.");
        });
    }
}
