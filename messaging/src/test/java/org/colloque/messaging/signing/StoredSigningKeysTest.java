package org.colloque.messaging.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key signs after a start. */
class StoredSigningKeysTest {

    @TempDir
    Path folder;

    private final InMemoryKeys store = new InMemoryKeys();

    @Test
    void keyIsMadeAtTheFirstStartAndKeptAtTheNext() {
        SigningKey first = start().current();
        assertEquals(first.toText(), start().current().toText());
    }

    /** A key that is the same everywhere would let anybody who knows it speak for every server. */
    @Test
    @Tag("CVE-2026-24044")
    void everyInstallationDrawsAKeyOfItsOwn() {
        Set<String> seeds = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            StoredSigningKeys keys = new StoredSigningKeys(new InMemoryKeys(), new SecureRandom(), Optional.of(folder));
            keys.load(new StartupEvent());
            seeds.add(keys.current().verifyKey().toBase64());
        }
        assertEquals(100, seeds.size());
    }

    @Test
    void keyOfAnotherHomeserverIsTakenOver() throws IOException {
        Files.writeString(folder.resolve("signing.key"), "ed25519 a_abcd YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1\n");
        assertEquals("ed25519:a_abcd", start().current().id().value());
        assertEquals(List.of(), start().retired());
    }

    @Test
    void newKeyInTheFileTakesThePlaceOfTheOneBefore() throws IOException {
        SigningKey first = start().current();
        Files.writeString(folder.resolve("signing.key"), "ed25519 b YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1");
        StoredSigningKeys keys = start();
        assertEquals("ed25519:b", keys.current().id().value());
        assertEquals(List.of(first.id()), keys.retired().stream().map(retired -> retired.key().id()).toList());
    }

    @Test
    void fileThatHoldsNoKeyStopsTheStart() throws IOException {
        Files.writeString(folder.resolve("signing.key"), "nonsense");
        assertThrows(RuntimeException.class, this::start);
    }

    private StoredSigningKeys start() {
        StoredSigningKeys keys = new StoredSigningKeys(store, new SecureRandom(), Optional.of(folder));
        keys.load(new StartupEvent());
        return keys;
    }

    private static final class InMemoryKeys implements SigningKeyStore {

        private final Deque<SigningKey> keys = new ArrayDeque<>();

        @Override
        public Uni<SigningKey> currentOr(SigningKey proposed) {
            if (keys.isEmpty()) {
                keys.push(proposed);
            }
            return Uni.createFrom().item(keys.peek());
        }

        @Override
        public Uni<Void> rotate(SigningKey key) {
            if (keys.stream().noneMatch(known -> known.id().equals(key.id()))) {
                keys.push(key);
            }
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<List<SigningKeys.Retired>> retired() {
            return Uni.createFrom().item(keys.stream().skip(1).map(key -> new SigningKeys.Retired(key, 0)).toList());
        }

        @Override
        public Uni<Optional<SigningKey>> current() {
            return Uni.createFrom().item(Optional.ofNullable(keys.peek()));
        }
    }
}
