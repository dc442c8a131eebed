package org.colloque.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.colloque.product.Api;
import org.colloque.product.Person;

/**
 * The homeserver under measurement.
 *
 * @param database the folder of its tables, when it can be seen
 */
record Target(Api api, String secret, Processes processes, Optional<Path> database) {

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final long RUN = System.currentTimeMillis();

    Person newPerson() {
        return Person.register(api, secret, "bench" + RUN + "x" + PEOPLE.incrementAndGet());
    }

    List<Person> newPeople(int howMany) {
        return Crowd.prepare(howMany, i -> newPerson());
    }

    /** A public room by the first, joined by all others. */
    String roomOf(List<Person> people) {
        String room = people.getFirst().createPublicRoom();
        Crowd.prepare(people.size() - 1, i -> {
            people.get(i + 1).join(room);
            return room;
        });
        return room;
    }

    /** Bytes of all tables and indexes on disk; empty when they cannot be seen. */
    Optional<Long> tableBytes() {
        return database.map(folder -> {
            try (var files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
