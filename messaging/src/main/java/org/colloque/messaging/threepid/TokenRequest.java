package org.colloque.messaging.threepid;

import java.util.Optional;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.mail.Language;

/**
 * A client's wish that somebody be sent a link that proves an address. Spec: client-server-api, "POST /_matrix/client/v3/register/email/requestToken".
 *
 * @param sendAttempt a mail is sent only when it is greater than before
 * @param nextLink    where the person goes afterwards
 */
public record TokenRequest(String clientSecret, EmailAddress address, long sendAttempt, Optional<String> nextLink, Language language) {

    /** Reads the body. Fails with {@code M_MISSING_PARAM}, {@code M_BAD_JSON} or {@code M_INVALID_PARAM}. */
    public static TokenRequest read(JsonBody body, Language language) {
        String secret = ValidationCredentials.secret(body);
        EmailAddress address = EmailAddress.parse(body.text("email"));
        return new TokenRequest(secret, address, body.integer("send_attempt"), body.optionalText("next_link"), language);
    }
}
