package org.colloque.messaging.keybackup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.colloque.protocol.id.UserId;

/** Backups in memory, for tests. */
public final class InMemoryKeyBackupStore implements KeyBackupStore {

    private static final Comparator<BackedUpKey> BETTER_FIRST = Comparator.comparing((BackedUpKey key) -> !key.verified())
            .thenComparingLong(BackedUpKey::firstMessageIndex).thenComparingLong(BackedUpKey::forwardedCount);

    private final Map<UserId, List<Backup>> backups = new HashMap<>();

    @Override
    public Uni<Long> create(UserId user, String algorithm, ObjectNode authData) {
        return locked(() -> {
            List<Backup> own = backups.computeIfAbsent(user, ignored -> new ArrayList<>());
            own.add(new Backup(own.size() + 1, algorithm, authData));
            return (long) own.size();
        });
    }

    @Override
    public Uni<Optional<BackupVersion>> find(UserId user, OptionalLong version) {
        return locked(() -> (version.isPresent() ? there(user, version.getAsLong()) : current(user)).map(Backup::shown));
    }

    @Override
    public Uni<Void> setAuthData(UserId user, long version, ObjectNode authData) {
        return locked(() -> {
            there(user, version).ifPresent(backup -> backup.authData = authData);
            return null;
        });
    }

    @Override
    public Uni<Boolean> delete(UserId user, long version) {
        return locked(() -> {
            boolean existed = version > 0 && version <= backups.getOrDefault(user, List.of()).size();
            there(user, version).ifPresent(backup -> backup.deleted = true);
            return existed;
        });
    }

    @Override
    public Uni<Merged> merge(UserId user, long version, Collection<BackedUpKey> keys) {
        return locked(() -> {
            Optional<Backup> current = current(user);
            if (current.isEmpty()) {
                return new Merged.NoBackup();
            }
            return current.get().version == version ? current.get().merge(keys) : new Merged.WrongVersion(current.get().version);
        });
    }

    @Override
    public Uni<List<BackedUpKey>> keys(UserId user, long version, KeySelection selection) {
        return locked(() -> there(user, version).map(backup -> backup.keys.values().stream()
                .filter(key -> selects(selection, key)).toList()).orElse(List.of()));
    }

    @Override
    public Uni<Optional<BackupVersion>> deleteKeys(UserId user, long version, KeySelection selection) {
        return locked(() -> there(user, version).map(backup -> {
            backup.keys.values().removeIf(key -> selects(selection, key));
            backup.etag++;
            return backup.shown();
        }));
    }

    private Optional<Backup> current(UserId user) {
        return backups.getOrDefault(user, List.of()).reversed().stream().filter(backup -> !backup.deleted).findFirst();
    }

    private Optional<Backup> there(UserId user, long version) {
        return backups.getOrDefault(user, List.of()).stream().filter(backup -> backup.version == version && !backup.deleted).findFirst();
    }

    private static boolean selects(KeySelection selection, BackedUpKey key) {
        return selection.room().orElse(key.room()).equals(key.room()) && selection.session().orElse(key.session()).equals(key.session());
    }

    private <T> Uni<T> locked(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }

    private static final class Backup {

        private final long version;
        private final String algorithm;
        private final Map<List<String>, BackedUpKey> keys = new HashMap<>();
        private ObjectNode authData;
        private long etag;
        private boolean deleted;

        Backup(long version, String algorithm, ObjectNode authData) {
            this.version = version;
            this.algorithm = algorithm;
            this.authData = authData;
        }

        BackupVersion shown() {
            return new BackupVersion(version, algorithm, authData, keys.size(), etag);
        }

        Merged merge(Collection<BackedUpKey> given) {
            boolean changed = false;
            for (BackedUpKey key : given) {
                List<String> place = List.of(key.room(), key.session());
                BackedUpKey old = keys.get(place);
                if (old == null || BETTER_FIRST.compare(key, old) < 0) {
                    keys.put(place, key);
                    changed = true;
                }
            }
            etag += changed ? 1 : 0;
            return new Merged.Done(keys.size(), etag);
        }
    }
}
