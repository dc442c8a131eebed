package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.messaging.sync.JsonBytes;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.SyncSource;
import org.colloque.messaging.sync.sliding.ExtensionConfigs.Scope;

/** An extension that tells of rooms what a source holds: everything of a room that the client has not, then what is new. */
abstract class RoomDataExtension implements SlidingExtension {

    private final SyncSource source;

    RoomDataExtension(SyncSource source) {
        this.source = source;
    }

    protected abstract Optional<Scope> scope(ExtensionConfigs configs);

    /** Writes what the source found, if it found anything. */
    protected abstract Optional<byte[]> write(SyncAnswer found);

    @Override
    public boolean isWanted(ExtensionConfigs configs) {
        return scope(configs).isPresent();
    }

    @Override
    public boolean isRemembered() {
        return true;
    }

    @Override
    public Uni<Optional<Part>> part(ExtensionPass pass) {
        Scope scope = scope(pass.request().extensions()).orElseThrow();
        SyncAnswer found = new SyncAnswer();
        boolean whole = pass.isNew(name()) || !pass.anew().isEmpty();
        Uni<Void> first = whole ? source.contribute(pass.whole(name(), scope, found)) : Uni.createFrom().voidItem();
        Uni<Void> all = pass.isNew(name()) ? first : first.chain(() -> source.contribute(pass.news(name(), scope, found)));
        return all.map(ignored -> write(found).map(json -> new Part(json, true)));
    }

    /** The one ephemeral event of each room. */
    static Optional<byte[]> ephemeral(SyncAnswer found) {
        JsonBytes out = new JsonBytes().open('{').key("rooms").open('{');
        boolean[] any = new boolean[1];
        found.joinedRooms().forEach((room, answer) -> {
            if (!answer.ephemeral().isEmpty()) {
                out.key(room.value()).value(answer.ephemeral().getLast());
                any[0] = true;
            }
        });
        return any[0] ? Optional.of(out.close('}').close('}').toByteArray()) : Optional.empty();
    }
}
