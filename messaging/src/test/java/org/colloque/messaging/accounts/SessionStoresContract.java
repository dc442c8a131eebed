package org.colloque.messaging.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.colloque.messaging.accounts.DeviceStore.Sighting;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceStore} and {@link TokenStore} together keep to. */
public interface SessionStoresContract {

    DeviceId PHONE = new DeviceId("PHONE");
    DeviceId DESK = new DeviceId("DESK");

    AccountStore accounts();

    DeviceStore devices();

    TokenStore tokens();

    @Test
    default void openingMakesTheDeviceAndKeepsTheToken() {
        UserId user = user();
        StoredToken token = open(user, PHONE);
        assertEquals(Optional.of(token), await(tokens().find(token.hash())));
        assertEquals(Optional.of(token), await(tokens().findByRefresh(token.refresh().orElseThrow())));
        assertEquals(Optional.of("name"), await(devices().find(user, PHONE)).orElseThrow().displayName());
    }

    @Test
    default void openingAgainEndsTheEarlierTokenAndLeavesTheName() {
        UserId user = user();
        StoredToken first = open(user, PHONE);
        await(devices().rename(user, PHONE, Optional.of("mine")));
        StoredToken second = open(user, PHONE);
        assertEquals(Optional.empty(), await(tokens().find(first.hash())));
        assertEquals(Optional.of(second), await(tokens().find(second.hash())));
        assertEquals(Optional.of("mine"), await(devices().find(user, PHONE)).orElseThrow().displayName());
    }

    @Test
    default void replacementKeepsTheOldTokenUntilItIsUsedAndTakesThePlaceOfUnusedOnes() {
        UserId user = user();
        StoredToken old = open(user, PHONE);
        StoredToken lost = token(user, PHONE, Optional.of(old.hash()));
        StoredToken used = token(user, PHONE, Optional.of(old.hash()));
        await(tokens().replace(lost));
        await(tokens().replace(used));
        assertEquals(Optional.empty(), await(tokens().find(lost.hash())));
        assertEquals(Optional.of(old), await(tokens().find(old.hash())));
        await(tokens().retireReplaced(used, 2_000));
        assertEquals(Optional.empty(), await(tokens().find(old.hash())));
        assertEquals(Optional.empty(), await(tokens().find(used.hash())).orElseThrow().replaces());
    }

    @Test
    default void deletedDevicesLoseTheirTokensAndOthersDoNot() {
        UserId user = user();
        StoredToken phone = open(user, PHONE);
        StoredToken desk = open(user, DESK);
        assertEquals(List.of(PHONE), await(devices().delete(user, List.of(PHONE, new DeviceId("GONE")))));
        assertEquals(Optional.empty(), await(tokens().find(phone.hash())));
        assertEquals(Optional.of(desk), await(tokens().find(desk.hash())));
        assertEquals(List.of(DESK), await(devices().list(user)).stream().map(Device::id).toList());
    }

    @Test
    default void revokingSparesOneDeviceAndDeletesNone() {
        UserId user = user();
        StoredToken phone = open(user, PHONE);
        StoredToken desk = open(user, DESK);
        await(tokens().revokeAllBut(user, DESK));
        assertEquals(Optional.empty(), await(tokens().find(phone.hash())));
        assertEquals(Optional.of(desk), await(tokens().find(desk.hash())));
        assertEquals(2, await(devices().list(user)).size());
    }

    @Test
    default void unknownDeviceIsNotRenamed() {
        assertFalse(await(devices().rename(user(), PHONE, Optional.of("x"))));
    }

    @Test
    default void newestSightingStays() {
        UserId user = user();
        open(user, PHONE);
        await(devices().seen(List.of(new Sighting(user, PHONE, 9_000, "192.0.2.1"))));
        await(devices().seen(List.of(new Sighting(user, PHONE, 8_000, "192.0.2.2"), new Sighting(user, DESK, 9_000, "x"))));
        Device phone = await(devices().find(user, PHONE)).orElseThrow();
        assertEquals(OptionalLong.of(9_000), phone.lastSeen());
        assertEquals(Optional.of("192.0.2.1"), phone.lastSeenAddress());
        assertTrue(await(devices().find(user, DESK)).isEmpty());
    }

    private UserId user() {
        UserId user = new UserId("@" + UUID.randomUUID() + ":ministry.example");
        await(accounts().create(new Account(user, Optional.empty(), false, 1, false)));
        return user;
    }

    private StoredToken open(UserId user, DeviceId device) {
        StoredToken token = token(user, device, Optional.empty());
        await(tokens().open(token, Optional.of("name"), 1_000));
        return token;
    }

    private static StoredToken token(UserId user, DeviceId device, Optional<TokenHash> replaces) {
        return new StoredToken(TokenHash.of(UUID.randomUUID().toString()), Optional.of(TokenHash.of(UUID.randomUUID().toString())),
                user, device, OptionalLong.of(5_000), replaces);
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(10));
    }
}
