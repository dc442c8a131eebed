package org.colloque.messaging.threepid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/** The id of a proof that is under way, with the secret of the client that asked for it. */
public record ValidationCredentials(String sid, String clientSecret) {

    private static final Pattern OPAQUE = Pattern.compile("[0-9a-zA-Z.=_-]{1,255}");

    /** Reads {@code sid} and {@code client_secret}. Fails with {@code M_MISSING_PARAM} or {@code M_INVALID_PARAM}. */
    public static ValidationCredentials read(JsonBody body) {
        return new ValidationCredentials(requireOpaque("sid", body.text("sid")), secret(body));
    }

    /** The {@code threepid_creds} of an {@code auth}, also under the name that clients wrote earlier; empty when there are none. */
    public static Optional<ValidationCredentials> ofAuth(JsonBody auth) {
        Optional<ObjectNode> credentials = auth.optionalObject("threepid_creds").or(() -> auth.optionalObject("threepidCreds"));
        return credentials.map(JsonBody::new).map(ValidationCredentials::read);
    }

    /** Reads {@code client_secret}. Fails as {@link #read} does. */
    static String secret(JsonBody body) {
        return requireOpaque("client_secret", body.text("client_secret"));
    }

    private static String requireOpaque(String field, String text) {
        if (!OPAQUE.matcher(text).matches()) {
            throw MatrixException.invalidParam("The field \"" + field + "\" holds 1 to 255 letters, digits and . = _ - only.");
        }
        return text;
    }
}
