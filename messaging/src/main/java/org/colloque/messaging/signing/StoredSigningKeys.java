package org.colloque.messaging.signing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.signature.SigningKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@link SigningKeys} from the database, which all nodes share; read once, at start. A file {@code signing.key} in the data directory
 * that holds a key which the database does not know (of another homeserver, or to change the key) is taken over as the new key.
 */
@ApplicationScoped
public class StoredSigningKeys implements SigningKeys {

    private static final String FILE = "signing.key";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SigningKeyStore store;
    private final SecureRandom random;
    private final Optional<Path> dataDirectory;
    private SigningKey current;
    private List<Retired> retired;

    StoredSigningKeys(SigningKeyStore store, SecureRandom random,
            @ConfigProperty(name = "colloque.data-directory") Optional<Path> dataDirectory) {
        this.store = store;
        this.random = random;
        this.dataDirectory = dataDirectory;
    }

    /** Before everything that might sign. */
    void load(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        Optional<SigningKey> given = given();
        given.ifPresent(key -> store.rotate(key).await().atMost(PATIENCE));
        current = store.currentOr(given.orElseGet(() -> SigningKey.generate(random))).await().atMost(PATIENCE);
        retired = store.retired().await().atMost(PATIENCE);
    }

    @Override
    public SigningKey current() {
        return current;
    }

    @Override
    public List<Retired> retired() {
        return retired;
    }

    private Optional<SigningKey> given() {
        return dataDirectory.map(directory -> directory.resolve(FILE)).filter(Files::isRegularFile).map(file -> {
            try {
                return SigningKey.parse(Files.readString(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("The signing key in " + file + " cannot be read", unreadable);
            }
        });
    }
}
