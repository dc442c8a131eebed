package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.EphemeralSerial;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.messaging.stream.StreamTail;
import org.colloque.messaging.stream.SyncToken;

/** Where this node is in the log, as syncs see it. */
@Singleton
public class StreamPlace {

    private final StreamTail tail;
    private final RecentChanges recent;
    private final EphemeralSerial serials;

    StreamPlace(StreamTail tail, RecentChanges recent, EphemeralSerial serials) {
        this.tail = tail;
        this.recent = recent;
        this.serials = serials;
    }

    /**
     * Completes when this node has read the log so far that the client finds what it was told before: a first sync finds all that was
     * acknowledged, a token of a node that is ahead is reached.
     */
    public Uni<Void> reach(Optional<SyncToken> since) {
        boolean within = since.filter(token -> token.position() <= recent.newest()).isPresent();
        return tail.started().chain(() -> within ? Uni.createFrom().voidItem() : tail.catchUp());
    }

    /** Completes after one more reading of the log. */
    public Uni<Void> readOn() {
        return tail.catchUp();
    }

    /** The newest place; never before the client's own. */
    public SyncToken now(Optional<SyncToken> since) {
        long position = Math.max(recent.newest(), since.map(SyncToken::position).orElse(0L));
        long ephemeral = Math.max(serials.newest(), since.map(SyncToken::ephemeral).orElse(0L));
        return new SyncToken(position, ephemeral, position);
    }

    /** The changes after a token, when memory holds them all. */
    public Optional<List<Change>> changes(Optional<SyncToken> since, SyncToken upTo) {
        return since.filter(token -> recent.holdsAllAfter(token.position()))
                .map(token -> recent.between(token.position(), upTo.position()));
    }
}
