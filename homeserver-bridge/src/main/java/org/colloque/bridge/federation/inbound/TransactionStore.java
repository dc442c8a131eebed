package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/** What transactions were answered that were not taken in whole, kept for some days. */
@ApplicationScoped
class TransactionStore {

    private static final Logger LOG = Logger.getLogger(TransactionStore.class);
    private static final long TIDY_MILLISECONDS = Duration.ofHours(1).toMillis();

    private static final String KEEP = """
            insert into federation_transaction (origin, transaction_id, answer) values ($1, $2, $3)
            on conflict (origin, transaction_id) do update set origin = excluded.origin
            returning answer""";

    private final Database database;

    TransactionStore(Database database) {
        this.database = database;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(TIDY_MILLISECONDS, timer -> tidy());
    }

    /** Keeps the answer; the answer is the one that was kept first. One statement. */
    Uni<ObjectNode> keep(ServerName origin, String transactionId, ObjectNode answer) {
        return database.first(KEEP, origin.value(), transactionId, CanonicalJson.lenientBytes(answer))
                .map(row -> MatrixJson.parseTrusted(row.orElseThrow().bytes(0)));
    }

    private void tidy() {
        database.update("delete from federation_transaction where received < now() - interval '7 days'")
                .chain(() -> database.update("delete from federation_relay where created < now() - interval '30 days'"))
                .subscribe().with(done -> { }, failure -> LOG.warnf("Old transactions were not deleted: %s", failure.getMessage()));
    }
}
