package org.colloque.messaging.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Who somebody says to be when logging in. Spec: client-server-api, "Identifier types". */
public final class LoginIdentifier {

    private LoginIdentifier() {
    }

    /**
     * The user of {@code identifier}, or of the older field {@code user}; a localpart alone is one of this server. Empty when neither
     * is there.
     *
     * @throws MatrixException {@code M_FORBIDDEN} for a third-party identifier, none of which is known here; {@code M_INVALID_PARAM} or
     *                         {@code M_UNKNOWN} for what is no identifier
     */
    public static Optional<UserId> read(JsonBody body, ServerName server) {
        Optional<ObjectNode> identifier = body.optionalObject("identifier");
        if (identifier.isEmpty()) {
            if (body.optionalText("medium").isPresent() || body.optionalText("address").isPresent()) {
                throw unknownThirdParty();
            }
            return body.optionalText("user").map(user -> userId(user, server));
        }
        JsonBody fields = new JsonBody(identifier.get());
        return switch (fields.text("type")) {
            case "m.id.user" -> Optional.of(userId(fields.text("user"), server));
            case "m.id.thirdparty", "m.id.phone" -> throw unknownThirdParty();
            default -> throw MatrixException.invalidParam("This type of identifier is not known.");
        };
    }

    private static UserId userId(String user, ServerName server) {
        try {
            return user.startsWith("@") ? UserId.parse(user) : UserId.of(user.toLowerCase(Locale.ROOT), server);
        } catch (InvalidIdentifierException invalid) {
            throw MatrixException.invalidParam(invalid.getMessage());
        }
    }

    private static MatrixException unknownThirdParty() {
        return MatrixException.forbidden("No account has this address or number.");
    }
}
