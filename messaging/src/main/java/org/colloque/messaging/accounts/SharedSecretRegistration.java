package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/**
 * Registration by administrators' tools that know the shared secret: the public protocol of Synapse's
 * {@code /_synapse/admin/v1/register}, which the ecosystem's tools speak. A nonce is good for one registration within a minute.
 */
@ApplicationScoped
public class SharedSecretRegistration {

    private static final String ALGORITHM = "HmacSHA1";
    private static final long NONCE_LIFETIME = Duration.ofMinutes(1).toMillis();

    private final NonceStore nonces;
    private final TokenSecrets secrets;
    private final Clock clock;
    private final Optional<String> sharedSecret;

    SharedSecretRegistration(NonceStore nonces, TokenSecrets secrets, Clock clock, ServerConfig config) {
        this.nonces = nonces;
        this.secrets = secrets;
        this.clock = clock;
        this.sharedSecret = config.registration().sharedSecret();
    }

    /** A new nonce. Fails with {@code M_UNKNOWN} when no secret is set. */
    public Uni<String> nonce() {
        secret();
        String nonce = secrets.token("");
        long now = clock.millis();
        return nonces.keep(nonce, now, now - NONCE_LIFETIME).replaceWith(nonce);
    }

    /** Checks the request's code and uses up its nonce. Fails with {@code M_FORBIDDEN} or {@code M_UNKNOWN}. */
    public Uni<Void> authenticate(Request request) {
        byte[] expected = code(request);
        return nonces.use(request.nonce(), clock.millis() - NONCE_LIFETIME).invoke(known -> {
            if (!known) {
                throw new MatrixException(Errcode.M_UNKNOWN, "The nonce is not known.").withStatus(400);
            }
            if (!MessageDigest.isEqual(expected, request.code())) {
                throw MatrixException.forbidden("The message authentication code is wrong.");
            }
        }).replaceWithVoid();
    }

    private byte[] code(Request request) {
        String message = String.join("\0", request.nonce(), request.username(), request.password(),
                request.admin() ? "admin" : "notadmin") + request.userType().map(type -> "\0" + type).orElse("");
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String secret() {
        return sharedSecret.orElseThrow(() ->
                new MatrixException(Errcode.M_UNKNOWN, "Registration by shared secret is off on this server.").withStatus(400));
    }

    /** A registration with the code that proves knowledge of the secret. */
    public record Request(String nonce, String username, String password, boolean admin, Optional<String> userType, String mac) {

        byte[] code() {
            try {
                return HexFormat.of().parseHex(mac.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException notHexadecimal) {
                return new byte[0];
            }
        }
    }
}
