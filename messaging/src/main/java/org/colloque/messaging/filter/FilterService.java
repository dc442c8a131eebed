package org.colloque.messaging.filter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;

/** Keeps filters and finds the one that a request names. Spec: client-server-api, "Filtering". */
@Singleton
public class FilterService {

    private static final int IN_MEMORY = 10_000;

    private final FilterStore store;
    private final Cache<Key, SyncFilter> parsed = Caffeine.newBuilder().maximumSize(IN_MEMORY).build();

    private record Key(UserId user, String text) {
    }

    FilterService(FilterStore store) {
        this.store = store;
    }

    /** Keeps a filter and answers its id. Fails with {@code M_BAD_JSON} when it is no filter. */
    public Uni<String> add(UserId user, ObjectNode definition) {
        SyncFilter filter = SyncFilter.parse(definition);
        return store.add(user, CanonicalJson.lenientBytes(definition)).map(number -> {
            parsed.put(new Key(user, number.toString()), filter);
            return number.toString();
        });
    }

    /** The filter as it was uploaded. Fails with {@code M_NOT_FOUND}. */
    public Uni<ObjectNode> definition(UserId user, String id) {
        return store.find(user, number(id)).map(found -> MatrixJson.parseTrusted(found.orElseThrow(FilterService::unknown)));
    }

    /**
     * The filter that a query parameter gives, as an id or inline; everything when it gives none. Fails with
     * {@code M_INVALID_PARAM} for an id that is not known, {@code M_NOT_JSON} or {@code M_BAD_JSON} for what is no filter.
     */
    public Uni<SyncFilter> resolve(UserId user, Optional<String> parameter) {
        if (parameter.isEmpty() || parameter.get().isEmpty()) {
            return Uni.createFrom().item(SyncFilter.ALL);
        }
        Key key = new Key(user, parameter.get());
        SyncFilter known = parsed.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return read(key).invoke(filter -> parsed.put(key, filter));
    }

    private Uni<SyncFilter> read(Key key) {
        if (key.text().startsWith("{")) {
            return Uni.createFrom().item(() -> SyncFilter.parse(MatrixJson.parseObject(key.text().getBytes(StandardCharsets.UTF_8))));
        }
        return Uni.createFrom().deferred(() -> store.find(key.user(), number(key.text())))
                .map(found -> SyncFilter.parse(MatrixJson.parseTrusted(found.orElseThrow(FilterService::unknown))))
                .onFailure(FilterService::isUnknown)
                .transform(failure -> MatrixException.invalidParam("There is no filter with this id."));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof MatrixException refusal && refusal.status() == 404;
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException invalid) {
            throw unknown();
        }
    }

    private static MatrixException unknown() {
        return MatrixException.notFound("There is no filter with this id.");
    }
}
