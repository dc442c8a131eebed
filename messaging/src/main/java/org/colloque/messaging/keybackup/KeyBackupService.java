package org.colloque.messaging.keybackup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/** Backups of room keys. Spec: client-server-api, "Server-side key backups". */
@ApplicationScoped
public class KeyBackupService {

    private final KeyBackupStore backups;

    KeyBackupService(KeyBackupStore backups) {
        this.backups = backups;
    }

    /** Makes a new version and answers its number. */
    public Uni<Long> create(UserId user, String algorithm, ObjectNode authData) {
        return backups.create(user, algorithm, authData);
    }

    /** A version, or the current one. Fails with {@code M_NOT_FOUND}. */
    public Uni<BackupVersion> get(UserId user, OptionalLong version) {
        return backups.find(user, version).map(found -> found.orElseThrow(KeyBackupService::unknown));
    }

    /** Changes the authentication data. Fails with {@code M_NOT_FOUND}, or {@code M_INVALID_PARAM} for another algorithm. */
    public Uni<Void> update(UserId user, long version, String algorithm, ObjectNode authData) {
        return get(user, OptionalLong.of(version)).chain(found -> {
            if (!found.algorithm().equals(algorithm)) {
                throw MatrixException.invalidParam("The algorithm of a backup cannot be changed.");
            }
            return backups.setAuthData(user, version, authData);
        });
    }

    /** Deletes a version; nothing happens when it was deleted before. Fails with {@code M_NOT_FOUND} when there never was one. */
    public Uni<Void> delete(UserId user, long version) {
        return backups.delete(user, version).invoke(existed -> {
            if (!existed) {
                throw unknown();
            }
        }).replaceWithVoid();
    }

    /** Merges keys. Fails with {@code M_WRONG_ROOM_KEYS_VERSION} and {@code current_version}, or {@code M_NOT_FOUND}. */
    public Uni<KeyBackupStore.Merged.Done> put(UserId user, long version, Collection<BackedUpKey> keys) {
        return backups.merge(user, version, keys).chain(merged -> switch (merged) {
            case KeyBackupStore.Merged.Done done -> Uni.createFrom().item(done);
            case KeyBackupStore.Merged.WrongVersion wrong -> get(user, OptionalLong.of(version))
                    .chain(() -> Uni.createFrom().<KeyBackupStore.Merged.Done>failure(wrongVersion(wrong.current())));
            case KeyBackupStore.Merged.NoBackup ignored -> Uni.createFrom().<KeyBackupStore.Merged.Done>failure(unknown());
        });
    }

    private static MatrixException wrongVersion(long current) {
        return new MatrixException(Errcode.M_WRONG_ROOM_KEYS_VERSION, "This is not the current version of the backup.")
                .with("current_version", Long.toString(current));
    }

    /** The keys of a version. Fails with {@code M_NOT_FOUND} when there is no such version. */
    public Uni<List<BackedUpKey>> keys(UserId user, long version, KeySelection selection) {
        return get(user, OptionalLong.of(version)).chain(() -> backups.keys(user, version, selection));
    }

    /** One key. Fails with {@code M_NOT_FOUND} when it, or the version, is not there. */
    public Uni<BackedUpKey> key(UserId user, long version, String room, String session) {
        return keys(user, version, KeySelection.of(room, session)).map(found -> found.stream().findFirst()
                .orElseThrow(() -> MatrixException.notFound("There is no such key in this backup.")));
    }

    /** Deletes keys. Fails with {@code M_NOT_FOUND} when there is no such version. */
    public Uni<BackupVersion> deleteKeys(UserId user, long version, KeySelection selection) {
        return backups.deleteKeys(user, version, selection).map((Optional<BackupVersion> found) ->
                found.orElseThrow(KeyBackupService::unknown));
    }

    private static MatrixException unknown() {
        return MatrixException.notFound("There is no such version of a backup.");
    }
}
