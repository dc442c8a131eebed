package org.colloque.bridge.appservice;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.bridge.appservice.QueueStore.Claimed;
import org.colloque.bridge.appservice.QueueStore.Prepared;
import org.colloque.bridge.appservice.TransactionReader.Place;
import org.colloque.messaging.appservice.ApplicationService;

/**
 * Sends to one application service, in order, one transaction at a time. A transaction is kept before it is sent, and sent as it is until it
 * was taken: also by another node, also after a crash. A failure makes it wait, longer each time.
 */
final class ServiceQueue {

    private final ApplicationService service;
    private final Delivery delivery;
    private final RoomInterest interest;
    private final String epoch;
    private Optional<Underway> pending;
    private long cursor;
    private long known;
    private long number;
    private long serial;
    private long retryAt;
    private long interval;
    private long leaseUntil;
    private boolean underWay;

    /** A transaction that was kept and not yet taken. */
    record Underway(String id, long number, byte[] body, long upTo) {
    }

    ServiceQueue(ApplicationService service, Claimed claimed, Optional<byte[]> underWay, Delivery delivery) {
        this.service = service;
        this.delivery = delivery;
        this.interest = delivery.interest(service);
        this.epoch = claimed.epoch();
        this.cursor = claimed.cursor();
        this.known = claimed.cursor();
        this.number = claimed.transaction();
        this.retryAt = claimed.retryAt();
        this.interval = claimed.interval();
        this.serial = delivery.newestSerial();
        this.pending = underWay.map(body -> new Underway(id(claimed.transaction()), claimed.transaction(), body, claimed.upTo()));
    }

    /** This node may speak to the service until then. */
    synchronized void claimed(long until) {
        leaseUntil = until;
    }

    /** Something happened up to this position. */
    synchronized void wake(long position) {
        known = Math.max(known, position);
        run();
    }

    /** The service is there. */
    synchronized void alive() {
        retryAt = 0;
        run();
    }

    /** Looks whether a wait is over or something passes. */
    synchronized void look() {
        run();
    }

    /** Where the cursor stands in memory, when nothing is under way. */
    synchronized Optional<Long> idleAt() {
        return underWay || pending.isPresent() ? Optional.empty() : Optional.of(cursor);
    }

    private void run() {
        if (underWay || !delivery.maySend(leaseUntil, retryAt)) {
            return;
        }
        if (pending.isPresent()) {
            underWay = true;
            Underway next = pending.get();
            delivery.send(service, next).subscribe().with(done -> taken(next), this::failed);
        } else if (cursor < known || service.wishes().ephemeral() && serial < delivery.newestSerial()) {
            underWay = true;
            long passedUpTo = delivery.newestSerial();
            Uni<Prepared> reading = delivery.prepare(new Place(service, number + 1, cursor, known), interest, serial);
            reading.subscribe().with(prepared -> prepared(prepared, passedUpTo), this::unread);
        }
    }

    private synchronized void prepared(Prepared prepared, long passedUpTo) {
        underWay = false;
        serial = passedUpTo;
        cursor = prepared.upTo();
        if (prepared.body().isPresent()) {
            number = prepared.number();
            pending = Optional.of(new Underway(id(number), number, prepared.body().get(), prepared.upTo()));
        }
        run();
    }

    private synchronized void taken(Underway sent) {
        underWay = false;
        pending = Optional.empty();
        cursor = Math.max(cursor, sent.upTo());
        retryAt = 0;
        interval = 0;
        run();
    }

    private synchronized void failed(Throwable failure) {
        underWay = false;
        interval = delivery.nextInterval(interval);
        retryAt = delivery.retryAt(service, interval, failure);
    }

    /** The log could not be read, or the transaction not be kept: what was read ahead is forgotten. */
    private synchronized void unread(Throwable failure) {
        underWay = false;
        interest.forget();
        retryAt = delivery.unread(service, failure);
    }

    private String id(long of) {
        return epoch + "-" + of;
    }
}
