package org.colloque.messaging.keybackup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.id.UserId;

/** Where backups are kept. Version numbers rise and are never used again. */
public interface KeyBackupStore {

    /** Makes a new version, which is the current one from now on; answers its number. */
    Uni<Long> create(UserId user, String algorithm, ObjectNode authData);

    /** A version, or the current one; deleted ones are not there. */
    Uni<Optional<BackupVersion>> find(UserId user, OptionalLong version);

    Uni<Void> setAuthData(UserId user, long version, ObjectNode authData);

    /** Deletes a version with its keys; false when there never was one. */
    Uni<Boolean> delete(UserId user, long version);

    /**
     * Merges keys into a version, if it is the current one: a key takes the place of another when it is verified and the other is not;
     * else when its first message is earlier; else when it was forwarded less often. Spec: client-server-api, "Backing up room keys".
     */
    Uni<Merged> merge(UserId user, long version, Collection<BackedUpKey> keys);

    Uni<List<BackedUpKey>> keys(UserId user, long version, KeySelection selection);

    /** Deletes keys; empty when there is no such version. */
    Uni<Optional<BackupVersion>> deleteKeys(UserId user, long version, KeySelection selection);

    /** What became of a merge. */
    sealed interface Merged {

        /** The keys were merged. */
        record Done(long count, long etag) implements Merged {
        }

        /** Another version is the current one. */
        record WrongVersion(long current) implements Merged {
        }

        /** There is no backup. */
        record NoBackup() implements Merged {
        }
    }
}
