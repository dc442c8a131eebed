package org.colloque.messaging.keybackup;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.messaging.keybackup.KeyBackupStore.Merged;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link KeyBackupStore} keeps to. */
public interface KeyBackupStoreContract {

    String ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2";

    TestPeople people();

    KeyBackupStore backups();

    @Test
    default void newestVersionIsTheCurrentOneAndEarlierOnesAreStillFound() {
        UserId user = people().user();
        long first = create(user);
        long second = create(user);
        assertTrue(second > first);
        assertEquals(second, await(backups().find(user, OptionalLong.empty())).orElseThrow().version());
        assertEquals(first, await(backups().find(user, OptionalLong.of(first))).orElseThrow().version());
    }

    @Test
    default void deletedVersionIsGoneWithItsKeysAndItsNumberIsNeverUsedAgain() {
        UserId user = people().user();
        long first = create(user);
        long second = create(user);
        merge(user, second, key("s", 0, 0, false));
        assertTrue(await(backups().delete(user, second)));
        assertTrue(await(backups().delete(user, second)));
        assertEquals(Optional.empty(), await(backups().find(user, OptionalLong.of(second))));
        assertEquals(List.of(), await(backups().keys(user, second, KeySelection.all())));
        assertEquals(first, await(backups().find(user, OptionalLong.empty())).orElseThrow().version());
        assertTrue(create(user) > second);
    }

    @Test
    default void versionThatNeverWasCannotBeDeleted() {
        assertFalse(await(backups().delete(people().user(), 1)));
    }

    @Test
    default void authenticationDataIsReplacedAndTheKeysStay() {
        UserId user = people().user();
        long version = create(user);
        merge(user, version, key("s", 0, 0, false));
        await(backups().setAuthData(user, version, data("new")));
        BackupVersion found = await(backups().find(user, OptionalLong.of(version))).orElseThrow();
        assertEquals(data("new"), found.authData());
        assertEquals(ALGORITHM, found.algorithm());
        assertEquals(1, found.count());
    }

    @Test
    default void verifiedKeyTakesThePlaceOfAnUnverifiedOneWhateverElse() {
        assertReplaces(key("s", 0, 0, false), key("s", 9, 9, true));
    }

    @Test
    default void amongEquallyVerifiedTheEarlierFirstMessageWins() {
        assertReplaces(key("s", 5, 0, true), key("s", 4, 9, true));
        assertReplaces(key("s", 5, 0, false), key("s", 4, 9, false));
    }

    @Test
    default void amongEqualFirstMessagesTheLessForwardedWins() {
        assertReplaces(key("s", 5, 2, true), key("s", 5, 1, true));
    }

    @Test
    default void keyThatIsNoBetterChangesNeitherKeyNorEtag() {
        UserId user = people().user();
        long version = create(user);
        BackedUpKey kept = key("s", 5, 2, true);
        Merged before = merge(user, version, kept);
        BackedUpKey sameRank = new BackedUpKey("!room", "s", 5, 2, true, data("other"));
        assertEquals(before, merge(user, version, sameRank));
        assertEquals(List.of(kept), await(backups().keys(user, version, KeySelection.all())));
    }

    @Test
    default void mergeIntoAnOtherThanTheCurrentVersionNamesTheCurrentAndKeepsNothing() {
        UserId user = people().user();
        long old = create(user);
        long current = create(user);
        assertEquals(new Merged.WrongVersion(current), merge(user, old, key("s", 0, 0, false)));
        assertEquals(new Merged.WrongVersion(current), merge(user, current + 1, key("s", 0, 0, false)));
        assertEquals(List.of(), await(backups().keys(user, old, KeySelection.all())));
    }

    @Test
    default void mergeWithoutABackupIsAnsweredSo() {
        assertEquals(new Merged.NoBackup(), merge(people().user(), 1, key("s", 0, 0, false)));
    }

    @Test
    default void keysAreSelectedByRoomAndSession() {
        UserId user = people().user();
        long version = create(user);
        BackedUpKey one = key("one", 0, 0, false);
        BackedUpKey two = key("two", 0, 0, false);
        BackedUpKey elsewhere = new BackedUpKey("!elsewhere", "one", 0, 0, false, data("one"));
        merge(user, version, one, two, elsewhere);
        assertEquals(Set.of(one, two, elsewhere), keys(user, version, KeySelection.all()));
        assertEquals(Set.of(one, two), keys(user, version, KeySelection.of("!room")));
        assertEquals(Set.of(one), keys(user, version, KeySelection.of("!room", "one")));
    }

    @Test
    default void deletedKeysAreGoneTheOthersStayAndTheEtagChanges() {
        UserId user = people().user();
        long version = create(user);
        BackedUpKey kept = key("two", 0, 0, false);
        Merged.Done before = (Merged.Done) merge(user, version, key("one", 0, 0, false), kept);
        BackupVersion after = await(backups().deleteKeys(user, version, KeySelection.of("!room", "one"))).orElseThrow();
        assertEquals(1, after.count());
        assertNotEquals(before.etag(), after.etag());
        assertEquals(Set.of(kept), keys(user, version, KeySelection.all()));
    }

    @Test
    default void keysOfAVersionThatIsNotThereCannotBeDeleted() {
        assertEquals(Optional.empty(), await(backups().deleteKeys(people().user(), 1, KeySelection.all())));
    }

    @Test
    default void nobodySeesOrChangesTheBackupOfAnother() {
        UserId owner = people().user();
        long version = create(owner);
        merge(owner, version, key("s", 0, 0, false));
        UserId other = people().user();
        assertEquals(Optional.empty(), await(backups().find(other, OptionalLong.of(version))));
        assertEquals(List.of(), await(backups().keys(other, version, KeySelection.all())));
        await(backups().deleteKeys(other, version, KeySelection.all()));
        await(backups().delete(other, version));
        assertEquals(1, await(backups().find(owner, OptionalLong.of(version))).orElseThrow().count());
    }

    /** In either order the better one is there in the end. */
    private void assertReplaces(BackedUpKey worse, BackedUpKey better) {
        UserId user = people().user();
        long version = create(user);
        Merged.Done first = (Merged.Done) merge(user, version, worse);
        Merged.Done second = (Merged.Done) merge(user, version, better);
        assertEquals(1, second.count());
        assertNotEquals(first.etag(), second.etag());
        assertEquals(second, merge(user, version, worse));
        assertEquals(Set.of(better), keys(user, version, KeySelection.all()));
    }

    private long create(UserId user) {
        return await(backups().create(user, ALGORITHM, data("old")));
    }

    private Merged merge(UserId user, long version, BackedUpKey... keys) {
        return await(backups().merge(user, version, List.of(keys)));
    }

    private Set<BackedUpKey> keys(UserId user, long version, KeySelection selection) {
        return Set.copyOf(await(backups().keys(user, version, selection)));
    }

    private static BackedUpKey key(String session, long firstMessage, long forwarded, boolean verified) {
        return new BackedUpKey("!room", session, firstMessage, forwarded, verified, data(session + firstMessage + forwarded + verified));
    }

    private static ObjectNode data(String text) {
        return JsonNodeFactory.instance.objectNode().put("data", text);
    }
}
