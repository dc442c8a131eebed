package org.colloque.messaging.room;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.colloque.messaging.room.AliasStore.Alias;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link AliasStore} keeps to. */
public interface AliasStoreContract {

    UserId ALICE = new UserId("@alice:ministry.example");
    UserId BOB = new UserId("@bob:ministry.example");

    AliasStore aliases();

    @Test
    default void addedAliasStandsForItsRoomAndNamesItsMaker() {
        RoomAlias alias = alias();
        RoomId room = room();
        assertTrue(await(aliases().add(alias, room, ALICE)));
        assertEquals(Optional.of(new Alias(alias, room, ALICE)), await(aliases().find(alias)));
        assertEquals(Optional.empty(), await(aliases().find(alias())));
    }

    @Test
    default void takenAliasStaysAsItIs() {
        RoomAlias alias = alias();
        RoomId room = room();
        await(aliases().add(alias, room, ALICE));
        assertFalse(await(aliases().add(alias, room(), BOB)));
        assertEquals(Optional.of(new Alias(alias, room, ALICE)), await(aliases().find(alias)));
    }

    @Test
    default void oneOfThoseWhoAddSideBySideGetsTheAlias() {
        Uni<Boolean> add = aliases().add(alias(), room(), ALICE);
        assertEquals(1, await(Uni.join().all(Collections.nCopies(8, add)).andFailFast()).stream().filter(Boolean::booleanValue).count());
    }

    @Test
    default void removedAliasIsFreeAgain() {
        RoomAlias alias = alias();
        await(aliases().add(alias, room(), ALICE));
        assertTrue(await(aliases().remove(alias)));
        assertFalse(await(aliases().remove(alias)));
        assertEquals(Optional.empty(), await(aliases().find(alias)));
        assertTrue(await(aliases().add(alias, room(), BOB)));
    }

    @Test
    default void roomHasItsOwnAliasesAlone() {
        RoomId room = room();
        RoomAlias one = add(room);
        RoomAlias two = add(room);
        add(room());
        assertEquals(Set.of(one, two), Set.copyOf(await(aliases().of(room))));
        assertEquals(List.of(), await(aliases().of(room())));
    }

    @Test
    default void movedAliasesStandForTheOtherRoomAndKeepTheirMaker() {
        RoomId from = room();
        RoomId to = room();
        RoomAlias moved = add(from);
        RoomAlias there = add(to);
        RoomAlias elsewhere = add(room());
        await(aliases().move(from, to));
        assertEquals(List.of(), await(aliases().of(from)));
        assertEquals(Set.of(moved, there), Set.copyOf(await(aliases().of(to))));
        assertEquals(new Alias(moved, to, ALICE), await(aliases().find(moved)).orElseThrow());
        assertFalse(await(aliases().find(elsewhere)).orElseThrow().room().equals(to));
    }

    private RoomAlias add(RoomId room) {
        RoomAlias alias = alias();
        await(aliases().add(alias, room, ALICE));
        return alias;
    }

    private static RoomAlias alias() {
        return RoomAlias.parse("#" + UUID.randomUUID() + ":ministry.example");
    }

    private static RoomId room() {
        return RoomId.parse("!" + UUID.randomUUID() + ":ministry.example");
    }
}
