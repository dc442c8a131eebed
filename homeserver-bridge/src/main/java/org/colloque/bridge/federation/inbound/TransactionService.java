package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;

/**
 * Takes transactions in. Each is answered once all that it holds is durable; the same transaction gets the same answer, on every
 * node and after a restart. Spec: server-server-api, "Transactions".
 */
@ApplicationScoped
public class TransactionService {

    private static final int MAX_PDUS = 50;
    private static final int MAX_EDUS = 100;
    private static final int MAX_ID_LENGTH = 255;
    private static final int REMEMBERED = 10_000;

    private final PduIntake pdus;
    private final EduIntake edus;
    private final TransactionStore store;
    private final Map<Key, Uni<ObjectNode>> underWay = new ConcurrentHashMap<>();
    private final Cache<Key, ObjectNode> answered = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    TransactionService(PduIntake pdus, EduIntake edus, TransactionStore store) {
        this.pdus = pdus;
        this.edus = edus;
        this.store = store;
    }

    /** The answer to a transaction. Fails with {@code M_BAD_JSON} when it is none, {@code M_TOO_LARGE} (400) when it holds too much. */
    public Uni<ObjectNode> receive(ServerName origin, String transactionId, ObjectNode body) {
        if (transactionId.length() > MAX_ID_LENGTH) {
            throw MatrixException.invalidParam("The transaction's id is too long.");
        }
        JsonNode events = list(body, "pdus", MAX_PDUS);
        JsonNode ephemeral = list(body, "edus", MAX_EDUS);
        Key key = new Key(origin, transactionId);
        ObjectNode known = answered.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return underWay.computeIfAbsent(key, missing -> process(key, events, ephemeral)
                .onTermination().invoke(() -> underWay.remove(key))
                .memoize().indefinitely());
    }

    private Uni<ObjectNode> process(Key key, JsonNode events, JsonNode ephemeral) {
        return pdus.take(key.origin(), events)
                .call(() -> edus.take(key.origin(), ephemeral))
                .map(results -> {
                    ObjectNode answer = JsonNodes.object();
                    answer.set("pdus", results);
                    return answer;
                })
                .chain(answer -> keep(key, answer))
                .invoke(answer -> answered.put(key, answer));
    }

    /** Events that were taken in are taken in when they come again: only what refuses some of them has to be remembered. */
    private Uni<ObjectNode> keep(Key key, ObjectNode answer) {
        boolean refusesSome = answer.path("pdus").valueStream().anyMatch(result -> result.has("error"));
        return refusesSome ? store.keep(key.origin(), key.transactionId(), answer) : Uni.createFrom().item(answer);
    }

    private static JsonNode list(ObjectNode body, String field, int most) {
        JsonNode list = body.path(field);
        if (!list.isArray() && !list.isMissingNode()) {
            throw MatrixException.badJson("The field \"" + field + "\" must be a list.");
        }
        if (list.size() > most) {
            throw new MatrixException(Errcode.M_TOO_LARGE, "A transaction has at most " + most + " " + field + ".").withStatus(400);
        }
        return list;
    }

    private record Key(ServerName origin, String transactionId) {
    }
}
