package org.colloque.bridge.federation.outbound;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.colloque.bridge.federation.outbound.DestinationStore.Destination;
import org.colloque.protocol.id.ServerName;

/**
 * Sends to one destination, in order, one transaction at a time. A failure makes it wait, longer each time, until the wait is over
 * or the destination speaks to us. What lives in memory only (typing, presence) is lost when it cannot be sent at once.
 */
final class DestinationQueue {

    private final ServerName server;
    private final Sender sender;
    private final Map<String, byte[]> ephemeral = new LinkedHashMap<>();
    private long cursor;
    private long known;
    private long retryAt;
    private long interval;
    private long leaseUntil;
    private boolean queued;
    private boolean underWay;
    /** Whether the cursor has moved past what was nothing for the destination. */
    private boolean unsaved;

    DestinationQueue(Destination destination, Sender sender) {
        this.server = destination.server();
        this.sender = sender;
        this.cursor = destination.cursor();
        this.known = destination.cursor();
        this.retryAt = destination.retryAt();
        this.interval = destination.interval();
        this.queued = true;
    }

    ServerName server() {
        return server;
    }

    /** This node may send until then. */
    synchronized void claimed(long until) {
        leaseUntil = until;
    }

    /** Something happened up to this position that the destination may have to hear of. */
    synchronized void wake(long position) {
        known = Math.max(known, position);
        queued = true;
        run();
    }

    /** Something that is worth nothing later; a newer one of the same key takes its place. */
    synchronized void ephemeral(String key, byte[] edu) {
        if (retryAt == 0) {
            ephemeral.put(key, edu);
            run();
        }
    }

    /** The destination is there. */
    synchronized void alive() {
        if (retryAt > 0) {
            retryAt = 0;
            run();
        }
    }

    /** Looks whether a wait is over. */
    synchronized void look() {
        run();
    }

    /** Nothing up to this position is for the destination unless it was woken: what it has not to read it need not look through later. */
    synchronized void pass(long position) {
        if (isIdle() && cursor < position) {
            cursor = position;
            known = Math.max(known, position);
            unsaved = true;
        }
    }

    /** Where the cursor stands, if that is to be kept; once. */
    synchronized OptionalLong unsaved() {
        boolean save = unsaved && isIdle();
        unsaved &= !save;
        return save ? OptionalLong.of(cursor) : OptionalLong.empty();
    }

    private boolean isIdle() {
        return !underWay && !queued && retryAt == 0;
    }

    private void run() {
        boolean work = queued || !ephemeral.isEmpty();
        if (underWay || !work || !sender.maySend(server, leaseUntil, retryAt)) {
            return;
        }
        underWay = true;
        Map<String, byte[]> passing = new LinkedHashMap<>(ephemeral);
        ephemeral.clear();
        boolean read = queued;
        queued = false;
        Uni<Batch> batch = read ? sender.read(server, cursor, known) : Uni.createFrom().item(Sender.nothing(cursor));
        batch.chain(next -> sender.send(server, next, passing.values()).replaceWith(next))
                .subscribe().with(this::sent, failure -> failed(failure, read));
    }

    private synchronized void sent(Batch batch) {
        underWay = false;
        cursor = Math.max(cursor, batch.cursor());
        unsaved |= batch.isEmpty();
        queued |= !batch.complete();
        retryAt = 0;
        interval = 0;
        run();
    }

    private synchronized void failed(Throwable failure, boolean read) {
        underWay = false;
        queued |= read;
        interval = sender.nextInterval(interval);
        retryAt = sender.retryAt(server, interval, failure);
        ephemeral.clear();
    }
}
