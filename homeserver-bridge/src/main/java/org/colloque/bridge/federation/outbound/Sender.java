package org.colloque.bridge.federation.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.bridge.directory.ServerDirectory;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.federation.client.FederationClient;
import org.colloque.bridge.federation.client.RemoteRequest;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.jboss.logging.Logger;

/** What a queue needs to send: reading, transactions, and the waits after failures. */
@ApplicationScoped
class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final int BAD_REQUEST = 400;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int MAX_PASSING = 20;

    private final OutboundLog log;
    private final DestinationStore destinations;
    private final FederationClient client;
    private final ServerDirectory directory;
    private final Context context;

    Sender(OutboundLog log, DestinationStore destinations, FederationClient client, ServerDirectory directory, Context context) {
        this.log = log;
        this.destinations = destinations;
        this.client = client;
        this.directory = directory;
        this.context = context;
    }

    static Batch nothing(long cursor) {
        return new Batch(List.of(), List.of(), cursor, 0, true);
    }

    /** Whether the destination may be sent to now. */
    boolean maySend(ServerName server, long leaseUntil, long retryAt) {
        long now = context.now();
        return now < leaseUntil && now >= retryAt && directory.admits(server);
    }

    Uni<Batch> read(ServerName server, long cursor, long upTo) {
        return log.read(server, cursor, upTo);
    }

    /** Sends the batch, with what lives in memory only, as one transaction, and moves the cursor once it has arrived. */
    Uni<Void> send(ServerName server, Batch batch, Collection<byte[]> passing) {
        if (batch.isEmpty() && passing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<byte[]> edus = new java.util.ArrayList<>(batch.edus());
        passing.stream().limit(MAX_PASSING).forEach(edus::add);
        RemoteRequest request = RemoteRequest.put(server, "/_matrix/federation/v1/send/" + context.transactionId(),
                transaction(batch.pdus(), edus)).within(context.patience());
        return client.exchange(request)
                .invoke(answer -> check(server, answer))
                .chain(() -> batch.isEmpty() ? Uni.createFrom().voidItem() : log.moveOn(server, batch));
    }

    long nextInterval(long last) {
        return context.backOff().next(last);
    }

    /** When the destination is to be tried again (milliseconds since the epoch); remembered over a restart. */
    long retryAt(ServerName server, long interval, Throwable failure) {
        long retryAt = context.now() + context.backOff().jittered(interval);
        LOG.infof("Nothing could be sent to %s (%s): next try in about %d ms", server, failure.getMessage(), interval);
        destinations.failed(server, retryAt, interval).subscribe().with(done -> { },
                lost -> LOG.debugf("The wait of %s was not kept: %s", server, lost.getMessage()));
        return retryAt;
    }

    /** What the destination will never take is given up, as the rest would wait behind it for ever. */
    private static void check(ServerName server, EgressResponse answer) {
        if (answer.status() == BAD_REQUEST || answer.status() == PAYLOAD_TOO_LARGE) {
            LOG.warnf("%s refused a transaction for good (%d): it is given up", server, answer.status());
        } else {
            FederationClient.requireSuccess(server, answer);
        }
    }

    /** Canonical JSON: the keys stand in their order. */
    private byte[] transaction(List<byte[]> pdus, List<byte[]> edus) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        list(out, "{\"edus\":[", edus);
        byte[] origin = CanonicalJson.bytes(JsonNodes.FACTORY.textNode(context.ownName().value()));
        write(out, "],\"origin\":");
        out.writeBytes(origin);
        write(out, ",\"origin_server_ts\":" + context.now());
        list(out, ",\"pdus\":[", pdus);
        write(out, "]}");
        return out.toByteArray();
    }

    private static void list(ByteArrayOutputStream out, String before, List<byte[]> items) {
        write(out, before);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(items.get(i));
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** This server's name, clock and settings, as sending needs them. */
    @ApplicationScoped
    static class Context {

        private final ServerName ownName;
        private final FederationConfig config;
        private final Clock clock;
        private final BackOff backOff;
        private final String prefix;
        private final AtomicLong count = new AtomicLong();

        Context(ServerConfig server, FederationConfig config, Clock clock, SecureRandom random) {
            this.ownName = server.serverName();
            this.config = config;
            this.clock = clock;
            this.backOff = new BackOff(config.retryMinimum(), config.retryMaximum(), random);
            this.prefix = Long.toString(clock.millis(), Character.MAX_RADIX) + Long.toString(random.nextLong() >>> 24, Character.MAX_RADIX);
        }

        ServerName ownName() {
            return ownName;
        }

        long now() {
            return clock.millis();
        }

        BackOff backOff() {
            return backOff;
        }

        java.time.Duration patience() {
            return config.longRequestTimeout();
        }

        /** Never used before, by no node. */
        String transactionId() {
            return prefix + "-" + count.incrementAndGet();
        }
    }
}
