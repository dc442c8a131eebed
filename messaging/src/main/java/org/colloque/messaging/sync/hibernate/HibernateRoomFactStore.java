package org.colloque.messaging.sync.hibernate;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.sync.TimelineEvent;
import org.colloque.messaging.sync.sliding.RequiredState;
import org.colloque.messaging.sync.sliding.RoomFactStore;
import org.colloque.messaging.sync.sliding.RoomTraits;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.json.MatrixJson;

/** {@link RoomFactStore} in SQL. */
@ApplicationScoped
class HibernateRoomFactStore implements RoomFactStore {

    private final Database database;

    HibernateRoomFactStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Map<Long, Long>> activity(Collection<Long> rooms) {
        return database.query(RoomFactSql.ACTIVITY, (Object) rooms.toArray(Long[]::new)).map(HibernateRoomFactStore::numbers);
    }

    @Override
    public Uni<Map<Long, Long>> lastOf(Collection<Long> rooms, Set<String> types) {
        return database.query(RoomFactSql.LAST_OF, rooms.toArray(Long[]::new), types.toArray(String[]::new))
                .map(HibernateRoomFactStore::numbers);
    }

    @Override
    public Uni<Map<Long, RoomTraits>> traits(Collection<Long> rooms) {
        return database.query(RoomFactSql.TRAITS, (Object) rooms.toArray(Long[]::new)).map(rows -> {
            Map<Long, RoomTraits> traits = HashMap.newHashMap(rows.size());
            rows.forEach(row -> traits.put(row.longAt(0), traits(row)));
            return traits;
        });
    }

    @Override
    public Uni<List<List<TimelineEvent>>> current(List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Questions questions = new Questions();
        for (int i = 0; i < wanted.size(); i++) {
            questions.add(i + 1L, wanted.get(i));
        }
        return database.query(RoomFactSql.CURRENT, wanted.stream().map(Wanted::room).toArray(Long[]::new),
                wanted.stream().map(Wanted::above).toArray(Long[]::new), questions.places.toArray(Long[]::new),
                questions.types.toArray(String[]::new), questions.keys.toArray(String[]::new), questions.members.toArray(Boolean[]::new),
                questions.namedPlaces.toArray(Long[]::new), questions.named.toArray(String[]::new))
                .map(rows -> SyncRows.lists(rows, wanted.size()));
    }

    /** Which slots are asked for, as columns. */
    private static final class Questions {
        private final List<Long> places = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private final List<Boolean> members = new ArrayList<>();
        private final List<Long> namedPlaces = new ArrayList<>();
        private final List<String> named = new ArrayList<>();

        void add(long place, Wanted wanted) {
            for (RequiredState.Clause clause : wanted.state().clauses()) {
                for (RequiredState.Element element : clause.include()) {
                    places.add(place);
                    types.add(element.type().orElse(null));
                    keys.add(element.stateKey().orElse(null));
                    members.add(!clause.lazy() || element.type().isPresent() || element.stateKey().isPresent());
                }
            }
            wanted.members().forEach(member -> {
                namedPlaces.add(place);
                named.add(member);
            });
        }
    }

    private static Map<Long, Long> numbers(List<Row> rows) {
        Map<Long, Long> numbers = HashMap.newHashMap(rows.size());
        rows.forEach(row -> numbers.put(row.longAt(0), row.longAt(1)));
        return numbers;
    }

    private static RoomTraits traits(Row row) {
        byte[] stripped = row.bytes(4);
        return stripped == null ? new RoomTraits(text(row.bytes(1), "type"), row.booleanAt(2), text(row.bytes(3), "name"))
                : traits(MatrixJson.parse(stripped, MatrixJson.MAX_DEPTH));
    }

    private static Optional<String> text(byte[] event, String field) {
        return Optional.ofNullable(event).map(MatrixJson::parseTrusted).map(json -> json.path("content").path(field).textValue());
    }

    /** As a room of others is seen from outside. */
    private static RoomTraits traits(Iterable<JsonNode> stripped) {
        RoomTraits traits = new RoomTraits(Optional.empty(), false, Optional.empty());
        for (JsonNode event : stripped) {
            JsonNode content = event.path("content");
            traits = switch (event.path("type").asText()) {
                case EventTypes.CREATE -> new RoomTraits(Optional.ofNullable(content.path("type").textValue()), traits.encrypted(), traits.name());
                case EventTypes.ENCRYPTION -> new RoomTraits(traits.type(), true, traits.name());
                case EventTypes.NAME -> new RoomTraits(traits.type(), traits.encrypted(), Optional.ofNullable(content.path("name").textValue()));
                default -> traits;
            };
        }
        return traits;
    }
}
