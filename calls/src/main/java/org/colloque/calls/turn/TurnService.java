package org.colloque.calls.turn;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.colloque.calls.CallsConfig;
import org.colloque.protocol.id.UserId;

/**
 * Gives people credentials for the TURN server, which checks them by the secret that it shares with this server. Spec:
 * client-server-api, "Voice over IP"; the scheme is coturn's {@code use-auth-secret}.
 */
@ApplicationScoped
public class TurnService {

    private static final String ALGORITHM = "HmacSHA1";

    private final CallsConfig.Turn config;
    private final Clock clock;

    TurnService(CallsConfig config, Clock clock) {
        this.config = config.turn();
        this.clock = clock;
    }

    /** Good for {@code ttl} seconds. */
    public record Credentials(String username, String password, long ttl, List<String> uris) {
    }

    /** Credentials for this user; empty when there is no TURN server. */
    public Optional<Credentials> credentials(UserId user) {
        return config.uris().map(uris -> {
            String username = clock.instant().plus(config.ttl()).getEpochSecond() + ":" + user;
            return new Credentials(username, password(config.secret().orElseThrow(), username), config.ttl().toSeconds(), uris);
        });
    }

    private static String password(String secret, String username) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
