package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/**
 * Hashes and checks passwords with Argon2id, off the event loop, as many at a time as there are processors: more would only
 * take memory.
 */
@ApplicationScoped
public class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final ServerConfig.Passwords config;
    private final SecureRandom random;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().name("password-", 0).factory());

    Passwords(ServerConfig config, SecureRandom random) {
        this.config = config.passwords();
        this.random = random;
    }

    /** The password's hash with a new salt, in PHC form. */
    public Uni<String> hash(String password) {
        return Uni.createFrom().item(() -> {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            PhcHash settings = new PhcHash(config.memory(), config.iterations(), 1, salt, new byte[0]);
            return settings.withHash(compute(password, settings, HASH_BYTES)).toText();
        }).runSubscriptionOn(workers);
    }

    /** Whether the password is the one of this hash. Takes as long when there is no hash: nobody learns whether an account exists. */
    public Uni<Boolean> matches(String password, Optional<String> hash) {
        if (hash.isEmpty()) {
            return hash(password).replaceWith(false);
        }
        return Uni.createFrom().item(() -> {
            PhcHash expected = PhcHash.parse(hash.get());
            return MessageDigest.isEqual(expected.hash(), compute(password, expected, expected.hash().length));
        }).runSubscriptionOn(workers);
    }

    /** Refuses a new password that is too short: {@code M_WEAK_PASSWORD}. */
    public void requireStrong(String password) {
        if (password.codePointCount(0, password.length()) < config.minimumLength()) {
            throw new MatrixException(Errcode.M_WEAK_PASSWORD,
                    "The password must have at least " + config.minimumLength() + " characters.");
        }
    }

    private static byte[] compute(String password, PhcHash settings, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(settings.memory())
                .withIterations(settings.iterations())
                .withParallelism(settings.parallelism())
                .withSalt(settings.salt())
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
