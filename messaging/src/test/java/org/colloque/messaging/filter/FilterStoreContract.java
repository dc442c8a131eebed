package org.colloque.messaging.filter;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link FilterStore} keeps to. */
public interface FilterStoreContract {

    byte[] QUIET = "{\"presence\":{\"types\":[]}}".getBytes(StandardCharsets.UTF_8);
    byte[] SHORT = "{\"room\":{\"timeline\":{\"limit\":1}}}".getBytes(StandardCharsets.UTF_8);

    FilterStore filters();

    @Test
    default void keptFilterIsFoundByItsNumber() {
        UserId user = user();
        long quiet = await(filters().add(user, QUIET));
        long brief = await(filters().add(user, SHORT));
        assertNotEquals(quiet, brief);
        assertArrayEquals(QUIET, await(filters().find(user, quiet)).orElseThrow());
        assertArrayEquals(SHORT, await(filters().find(user, brief)).orElseThrow());
    }

    @Test
    default void sameFilterKeepsItsNumberAlsoSideBySide() {
        UserId user = user();
        Uni<Long> add = filters().add(user, QUIET);
        assertEquals(1, Set.copyOf(await(Uni.join().all(Collections.nCopies(6, add)).andFailFast())).size());
        assertEquals(await(filters().add(user, QUIET)), await(filters().add(user, QUIET.clone())));
    }

    @Test
    default void filterOfAnotherIsNotFound() {
        UserId user = user();
        UserId other = user();
        long number = await(filters().add(user, QUIET));
        assertTrue(await(filters().find(other, number)).isEmpty());
        assertNotEquals(number, await(filters().add(other, QUIET)));
    }

    @Test
    default void unknownNumberIsNotFound() {
        assertTrue(await(filters().find(user(), Long.MAX_VALUE)).isEmpty());
    }

    private static UserId user() {
        return new UserId("@" + UUID.randomUUID() + ":ministry.example");
    }
}
