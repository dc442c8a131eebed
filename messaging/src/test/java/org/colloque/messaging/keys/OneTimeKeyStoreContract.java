package org.colloque.messaging.keys;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.colloque.messaging.accounts.TestPeople;
import org.junit.jupiter.api.Test;

/** What every {@link OneTimeKeyStore} keeps to. */
public interface OneTimeKeyStoreContract {

    String CURVE = "signed_curve25519";

    TestPeople people();

    OneTimeKeyStore keys();

    @Test
    default void keysAreGivenInTheOrderOfUploadAndEachOnce() {
        DeviceOf device = people().device();
        keep(device, key("B"), key("A"));
        keep(device, key("C"));
        assertEquals(List.of(key("B")), claim(device));
        assertEquals(List.of(key("A")), claim(device));
        assertEquals(List.of(key("C")), claim(device));
        assertEquals(List.of(), claim(device));
    }

    @Test
    default void claimsSideBySideNeverGetTheSameKey() {
        DeviceOf device = people().device();
        List<ClaimableKey> uploaded = IntStream.range(0, 20).mapToObj(i -> key("K" + i)).toList();
        await(keys().add(device, uploaded, List.of()));
        List<Uni<List<ClaimedKey>>> claims = Collections.nCopies(25, keys().claim(List.of(new KeyClaim(device, CURVE))));
        List<String> given = await(Uni.join().all(claims).andFailFast()).stream().flatMap(List::stream)
                .map(claimed -> claimed.key().name()).sorted().toList();
        assertEquals(uploaded.stream().map(ClaimableKey::name).sorted().toList(), given);
    }

    @Test
    default void eachWishIsMetFromItsOwnDeviceAndAlgorithm() {
        DeviceOf phone = people().device();
        DeviceOf desk = people().device(phone.user(), "DESK");
        ClaimableKey other = new ClaimableKey("curve25519", "A", TextNode.valueOf("other"));
        keep(phone, key("A"), other);
        keep(desk, key("A"));
        List<ClaimedKey> given = await(keys().claim(List.of(new KeyClaim(phone, "curve25519"), new KeyClaim(desk, CURVE),
                new KeyClaim(people().device(), CURVE))));
        assertEquals(Set.of(new ClaimedKey(phone, other), new ClaimedKey(desk, key("A"))), Set.copyOf(given));
        assertEquals(Map.of(CURVE, 1), await(keys().counts(phone)).oneTimeKeys());
    }

    @Test
    default void sameKeyAgainIsKeptOnce() {
        DeviceOf device = people().device();
        keep(device, key("A"));
        keep(device, key("A"), key("B"));
        assertEquals(Map.of(CURVE, 2), await(keys().counts(device)).oneTimeKeys());
    }

    @Test
    default void clashingKeyIsNamedAndNothingIsKept() {
        DeviceOf device = people().device();
        keep(device, key("A"));
        ClaimableKey clashing = new ClaimableKey(CURVE, "A", TextNode.valueOf("another"));
        assertEquals(List.of(CURVE + ":A"), await(keys().add(device, List.of(key("B"), clashing), List.of(key("F")))));
        assertEquals(Map.of(CURVE, 1), await(keys().counts(device)).oneTimeKeys());
        assertEquals(Set.of(), await(keys().counts(device)).unusedFallbacks());
        assertEquals(List.of(key("A")), claim(device));
    }

    @Test
    default void fallbackIsGivenAgainAndAgainOnceNoOneTimeKeyIsLeft() {
        DeviceOf device = people().device();
        await(keys().add(device, List.of(key("A")), List.of(key("F"))));
        assertEquals(List.of(key("A")), claim(device));
        assertEquals(Set.of(CURVE), await(keys().counts(device)).unusedFallbacks());
        assertEquals(List.of(key("F")), claim(device));
        assertEquals(List.of(key("F")), claim(device));
        assertEquals(Set.of(), await(keys().counts(device)).unusedFallbacks());
    }

    @Test
    default void newFallbackTakesThePlaceOfTheOldAndIsUnused() {
        DeviceOf device = people().device();
        await(keys().add(device, List.of(), List.of(key("F"))));
        claim(device);
        await(keys().add(device, List.of(), List.of(key("G"))));
        assertEquals(Set.of(CURVE), await(keys().counts(device)).unusedFallbacks());
        assertEquals(List.of(key("G")), claim(device));
    }

    @Test
    default void usedFallbackThatIsUploadedAgainStaysUsed() {
        DeviceOf device = people().device();
        await(keys().add(device, List.of(), List.of(key("F"))));
        claim(device);
        await(keys().add(device, List.of(), List.of(key("F"))));
        assertEquals(Set.of(), await(keys().counts(device)).unusedFallbacks());
    }

    @Test
    default void deviceWithoutKeysIsToldThatNoneAreLeft() {
        assertEquals(Map.of(CURVE, 0), await(keys().counts(people().device())).oneTimeKeys());
    }

    private void keep(DeviceOf device, ClaimableKey... given) {
        assertEquals(List.of(), await(keys().add(device, List.of(given), List.of())));
    }

    private List<ClaimableKey> claim(DeviceOf device) {
        return await(keys().claim(List.of(new KeyClaim(device, CURVE)))).stream().map(ClaimedKey::key).toList();
    }

    private static ClaimableKey key(String id) {
        return new ClaimableKey(CURVE, id, TextNode.valueOf("key of " + id));
    }
}
