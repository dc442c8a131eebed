package org.colloque.messaging.database;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Messages between nodes through PostgreSQL's {@code LISTEN/NOTIFY}. Delivery is a hint, not a promise: what was sent while
 * the connection was down is lost, so every listener also names what to do when the connection comes (back).
 */
@ApplicationScoped
public class Notifications {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final long RECONNECT_MILLISECONDS = 500;

    private final Database database;
    private final PgSubscriber subscriber;
    private boolean connecting;

    Notifications(Database database, Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.database = database;
        PgConnectOptions options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(username).setPassword(password);
        this.subscriber = PgSubscriber.subscriber(vertx, options);
        subscriber.reconnectPolicy(retries -> RECONNECT_MILLISECONDS);
    }

    /**
     * Calls the listener, on an event loop, with the payload of each notification of the channel; calls {@code missed} when
     * the connection was (re)made and notifications may have been missed.
     */
    public synchronized void listen(String channel, Consumer<String> listener, Runnable missed) {
        subscriber.channel(channel).subscribeHandler(ignored -> missed.run()).handler(listener::accept);
        if (!connecting) {
            connecting = true;
            subscriber.connect().onFailure(failure -> LOG.warn("No connection for notifications yet", failure));
        }
    }

    /** Sends a payload (at most 7 999 bytes) to all nodes, this one too. One round trip. */
    public Uni<Void> send(String channel, String payload) {
        return database.query("select pg_notify($1, $2)", channel, payload).replaceWithVoid();
    }

    /** As {@link #send}, for what nobody's request waits for: counted apart. */
    public Uni<Void> sendAside(String channel, String payload) {
        return database.queryAside("select pg_notify($1, $2)", channel, payload).replaceWithVoid();
    }

    void stop(@Observes ShutdownEvent event) {
        subscriber.close();
    }
}
