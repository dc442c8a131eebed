package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/** A token that the administrator gave out. Spec: client-server-api, "Token-authenticated registration". */
@ApplicationScoped
public class RegistrationTokenStage implements AuthStage {

    public static final String TYPE = "m.login.registration_token";

    private final List<String> tokens;

    RegistrationTokenStage(ServerConfig config) {
        this.tokens = config.registration().tokens().orElse(List.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Uni<Void> attempt(Challenge challenge, JsonBody auth) {
        if (!isValid(auth.text("token"))) {
            throw MatrixException.forbidden("This registration token is not valid.");
        }
        return Uni.createFrom().voidItem();
    }

    /** Whether the token would be accepted now. */
    public boolean isValid(String token) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        return tokens.stream().anyMatch(known -> MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given));
    }
}
