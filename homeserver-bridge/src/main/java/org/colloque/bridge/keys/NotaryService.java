package org.colloque.bridge.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.keys.ServerKeyStore.Published;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.JsonSignatures;

/**
 * Vouches for the keys of other servers: what they publish, with our signature.
 *
 * <p>Spec: server-server-api, "Querying Keys Through Another Server".
 */
@ApplicationScoped
public class NotaryService {

    private final OwnKeys own;
    private final ServerKeyStore store;
    private final KeyFetcher fetcher;
    private final Clock clock;

    NotaryService(OwnKeys own, ServerKeyStore store, KeyFetcher fetcher, Clock clock) {
        this.own = own;
        this.store = store;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /**
     * The answer to a query: a document for each server of which keys are known.
     *
     * @param validUntil by server, until when its keys should be valid, in milliseconds since the epoch; 0 for now
     */
    public Uni<ObjectNode> query(Map<ServerName, Long> validUntil) {
        List<ServerName> others = validUntil.keySet().stream().filter(server -> !own.isOwn(server)).toList();
        return store.documents(others)
                .chain(known -> refresh(others, known, validUntil)
                        .chain(refreshed -> refreshed ? store.documents(others) : Uni.createFrom().item(known)))
                .map(documents -> answer(validUntil.keySet().stream().anyMatch(own::isOwn), documents.values()));
    }

    private Uni<Boolean> refresh(List<ServerName> servers, Map<ServerName, Published> known, Map<ServerName, Long> validUntil) {
        List<Uni<Boolean>> fetches = servers.stream()
                .filter(server -> isStale(known.get(server), validUntil.get(server)))
                .map(server -> fetcher.fetch(server).map(keys -> keys.isPresent()))
                .toList();
        return fetches.isEmpty() ? Uni.createFrom().item(false)
                : Uni.join().all(fetches).andFailFast().map(fetched -> fetched.contains(true));
    }

    /** A document is handed on for half of its life, so that nobody gets one that is about to end. */
    private boolean isStale(Published known, long validUntil) {
        return known == null || known.validUntil() < Math.max(validUntil, clock.millis())
                || clock.millis() - known.receivedAt() > (known.validUntil() - known.receivedAt()) / 2;
    }

    private ObjectNode answer(boolean withOwn, Iterable<Published> others) {
        ObjectNode answer = JsonNodes.object();
        ArrayNode all = answer.putArray("server_keys");
        if (withOwn) {
            all.add(own.document());
        }
        others.forEach(published -> {
            ObjectNode document = JsonNodes.shallowCopy(published.document());
            JsonSignatures.sign(document, own.name().value(), own.signingKey());
            all.add(document);
        });
        return answer;
    }
}
