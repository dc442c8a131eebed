package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.EphemeralSerial;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.messaging.stream.StreamTail;
import org.colloque.messaging.stream.SyncToken;

/** Where this node is in the log, as syncs see it. */
@ApplicationScoped
class StreamPlace {

    private final StreamTail tail;
    private final RecentChanges recent;
    private final EphemeralSerial serials;

    StreamPlace(StreamTail tail, RecentChanges recent, EphemeralSerial serials) {
        this.tail = tail;
        this.recent = recent;
        this.serials = serials;
    }

    /** Completes when this node has read the log; a client whose token is of a node that is ahead waits for one more reading. */
    Uni<Void> reach(Optional<SyncToken> since) {
        return tail.started().chain(() -> since.filter(token -> token.position() > recent.newest()).isPresent() ? tail.catchUp()
                : Uni.createFrom().voidItem());
    }

    /** The newest place; never before the client's own. */
    SyncToken now(Optional<SyncToken> since) {
        long position = Math.max(recent.newest(), since.map(SyncToken::position).orElse(0L));
        long ephemeral = Math.max(serials.newest(), since.map(SyncToken::ephemeral).orElse(0L));
        return new SyncToken(position, ephemeral, position);
    }

    /** The changes after a token, when memory holds them all. */
    Optional<List<Change>> changes(Optional<SyncToken> since, SyncToken upTo) {
        return since.filter(token -> recent.holdsAllAfter(token.position()))
                .map(token -> recent.between(token.position(), upTo.position()));
    }
}
