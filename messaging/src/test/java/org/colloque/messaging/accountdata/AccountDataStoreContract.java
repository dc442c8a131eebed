package org.colloque.messaging.accountdata;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link AccountDataStore} keeps to. */
public interface AccountDataStoreContract {

    String TYPE = "org.example.type";
    Optional<RoomId> GLOBAL = Optional.empty();
    Optional<RoomId> ROOM = Optional.of(RoomId.parse("!room:ministry.example"));

    AccountDataStore accountData();

    @Test
    default void eachUserRoomAndTypeHasItsOwn() {
        UserId user = user();
        put(user, GLOBAL, TYPE, "global");
        put(user, ROOM, TYPE, "room");
        put(user, GLOBAL, "other", "other");
        put(user(), GLOBAL, TYPE, "another's");
        assertEquals(Optional.of("global"), text(user, GLOBAL, TYPE));
        assertEquals(Optional.of("room"), text(user, ROOM, TYPE));
        assertEquals(Optional.of("other"), text(user, GLOBAL, "other"));
        assertEquals(Optional.empty(), text(user, ROOM, "other"));
    }

    @Test
    default void oneTypeOfManyUsersIsReadAtOnce() {
        UserId first = user();
        UserId second = user();
        put(first, GLOBAL, TYPE, "first's");
        put(second, GLOBAL, TYPE, "second's");
        put(second, ROOM, TYPE, "of a room");
        UserId none = user();
        put(none, GLOBAL, "other", "other");
        Map<UserId, AccountDataEntry> found = await(accountData().global(List.of(first, second, none), TYPE));
        assertEquals(Set.of(first, second), found.keySet());
        assertEquals("second's", new String(found.get(second).content(), StandardCharsets.UTF_8));
    }

    @Test
    default void allOfARoomIsListed() {
        UserId user = user();
        put(user, ROOM, "second", "b");
        put(user, ROOM, "first", "a");
        put(user, GLOBAL, TYPE, "global");
        put(user(), ROOM, TYPE, "another's");
        assertEquals(List.of("first", "second"),
                await(accountData().ofRoom(user, ROOM.orElseThrow())).stream().map(AccountDataEntry::type).toList());
    }

    @Test
    default void eachPutTakesThePlaceOfTheLastAndALaterPosition() {
        UserId user = user();
        put(user, GLOBAL, TYPE, "first");
        long before = position(user);
        put(user, GLOBAL, TYPE, "second");
        assertTrue(position(user) > before);
        assertEquals(Optional.of("second"), text(user, GLOBAL, TYPE));
    }

    @Test
    default void whatWasReadIsReplacedAndTakesALaterPosition() {
        UserId user = user();
        assertTrue(replace(user, "first", OptionalLong.empty()));
        long read = position(user);
        assertTrue(replace(user, "second", OptionalLong.of(read)));
        assertTrue(position(user) > read);
        assertEquals(Optional.of("second"), text(user, GLOBAL, TYPE));
    }

    @Test
    default void whatSomebodyWasFasterToChangeIsNotReplaced() {
        UserId user = user();
        put(user, GLOBAL, TYPE, "first");
        long read = position(user);
        put(user, GLOBAL, TYPE, "faster");
        assertFalse(replace(user, "late", OptionalLong.of(read)));
        assertFalse(replace(user, "late", OptionalLong.empty()));
        assertEquals(Optional.of("faster"), text(user, GLOBAL, TYPE));
    }

    @Test
    default void whatIsGoneIsNotReplaced() {
        UserId user = user();
        put(user, GLOBAL, TYPE, "first");
        long read = position(user);
        await(accountData().clear(user));
        assertFalse(replace(user, "late", OptionalLong.of(read)));
        assertEquals(Optional.empty(), text(user, GLOBAL, TYPE));
    }

    @Test
    default void oneOfThoseWhoReplaceSideBySideSucceeds() {
        UserId user = user();
        assertEquals(1, replacedSideBySide(user, OptionalLong.empty()));
        assertEquals(1, replacedSideBySide(user, OptionalLong.of(position(user))));
    }

    @Test
    default void clearingTakesAllOfAUserAndNothingOfOthers() {
        UserId user = user();
        UserId other = user();
        List.of(user, other).forEach(each -> {
            put(each, GLOBAL, TYPE, "global");
            put(each, ROOM, TYPE, "room");
        });
        await(accountData().clear(user));
        assertEquals(Optional.empty(), text(user, GLOBAL, TYPE));
        assertEquals(Optional.empty(), text(user, ROOM, TYPE));
        assertEquals(Optional.of("room"), text(other, ROOM, TYPE));
    }

    private long replacedSideBySide(UserId user, OptionalLong read) {
        Uni<Boolean> replace = accountData().replace(user, GLOBAL, TYPE, bytes("mine"), read);
        return await(Uni.join().all(Collections.nCopies(6, replace)).andFailFast()).stream().filter(Boolean::booleanValue).count();
    }

    private boolean replace(UserId user, String text, OptionalLong read) {
        return await(accountData().replace(user, GLOBAL, TYPE, bytes(text), read));
    }

    private void put(UserId user, Optional<RoomId> room, String type, String text) {
        await(accountData().put(user, room, type, bytes(text)));
    }

    private Optional<String> text(UserId user, Optional<RoomId> room, String type) {
        return await(accountData().find(user, room, type)).map(entry -> new String(entry.content(), StandardCharsets.UTF_8));
    }

    private long position(UserId user) {
        return await(accountData().find(user, GLOBAL, TYPE)).orElseThrow().position();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static UserId user() {
        return new UserId("@" + UUID.randomUUID() + ":ministry.example");
    }
}
