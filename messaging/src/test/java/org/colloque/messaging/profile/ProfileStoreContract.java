package org.colloque.messaging.profile;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Test;

/** What every {@link ProfileStore} keeps to. */
public interface ProfileStoreContract {

    int ROOMY = 10_000;

    TestPeople people();

    ProfileStore profiles();

    @Test
    default void newAccountHasAnEmptyProfileAndNobodyHasNone() {
        assertEquals(Optional.of(JsonNodes.object()), await(profiles().find(people().user())));
        assertEquals(Optional.empty(), await(profiles().find(new UserId("@" + UUID.randomUUID() + ":ministry.example"))));
    }

    @Test
    default void fieldsAreSetAndRemovedOneByOne() {
        UserId user = people().user();
        assertTrue(put(user, "displayname", "Alice"));
        assertTrue(put(user, "m.tz", "Europe/Paris"));
        assertTrue(put(user, "displayname", "Alice B."));
        assertEquals(JsonNodes.object().put("displayname", "Alice B.").put("m.tz", "Europe/Paris"), profile(user));
        await(profiles().remove(user, "displayname"));
        await(profiles().remove(user, "never.there"));
        assertEquals(JsonNodes.object().put("m.tz", "Europe/Paris"), profile(user));
    }

    @Test
    default void profileMayGrowToItsLimitInBytesAndNotBeyond() {
        UserId user = people().user();
        int limit = "{\"a\":\"é\"}".length() + 1;
        assertTrue(await(profiles().put(user, "a", TextNode.valueOf("é"), limit)));
        assertFalse(await(profiles().put(user, "a", TextNode.valueOf("éé"), limit)));
        assertFalse(await(profiles().put(user, "b", TextNode.valueOf(""), limit)));
        assertEquals(JsonNodes.object().put("a", "é"), profile(user));
    }

    @Test
    default void fieldsThatAreSetSideBySideAreAllKept() {
        UserId user = people().user();
        List<Uni<Boolean>> puts = IntStream.range(0, 8)
                .mapToObj(i -> profiles().put(user, "org.example.f" + i, TextNode.valueOf("x"), ROOMY)).toList();
        await(Uni.join().all(puts).andFailFast());
        assertEquals(8, profile(user).size());
    }

    @Test
    default void clearedProfileIsEmptyAndOthersStay() {
        UserId user = people().user();
        UserId other = people().user();
        put(user, "displayname", "Alice");
        put(other, "displayname", "Bob");
        await(profiles().clear(user));
        assertEquals(JsonNodes.object(), profile(user));
        assertEquals(JsonNodes.object().put("displayname", "Bob"), profile(other));
    }

    @Test
    default void closedAccountHasNoProfile() {
        UserId user = people().user();
        put(user, "displayname", "Alice");
        await(people().accounts().deactivate(user, false));
        assertEquals(Optional.empty(), await(profiles().find(user)));
    }

    private boolean put(UserId user, String field, String value) {
        return await(profiles().put(user, field, TextNode.valueOf(value), ROOMY));
    }

    private ObjectNode profile(UserId user) {
        return await(profiles().find(user)).orElseThrow();
    }
}
