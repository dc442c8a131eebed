package org.colloque.messaging.search.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.search.SearchPlace;
import org.colloque.messaging.search.SearchPlace.Group;
import org.colloque.messaging.search.SearchStore;
import org.colloque.protocol.id.RoomId;

/** {@link SearchStore} by PostgreSQL's full text. */
@ApplicationScoped
class HibernateSearchStore implements SearchStore {

    private static final Pattern MARKED = Pattern.compile("\u0002([^\u0002\u0003]+)\u0003");

    private final Database database;

    HibernateSearchStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Boolean> readOn() {
        return database.query(SearchSql.READ_ON).map(rows -> rows.getFirst().booleanAt(0));
    }

    @Override
    public Uni<Boolean> readOnAside() {
        return database.queryAside(SearchSql.READ_ON).map(rows -> rows.getFirst().booleanAt(0));
    }

    @Override
    public Uni<Found> find(Query query) {
        Optional<SearchPlace> after = query.after();
        Optional<Group> group = after.flatMap(SearchPlace::group);
        return database.query(SearchSql.FIND, query.user().value(), query.term().replace('\0', ' '),
                        query.rooms().map(HibernateSearchStore::texts).orElse(null), texts(query.notRooms()),
                        query.keys().stream().map(Enum::ordinal).toArray(Integer[]::new), query.byRank(),
                        after.map(SearchPlace::rank).orElse(null), after.map(SearchPlace::originServerTs).orElse(null),
                        group.filter(Group.OfSender.class::isInstance).map(Group::value).orElse(null),
                        after.map(SearchPlace::event).orElse(null), query.limit())
                .map(rows -> new Found(rows.stream().map(HibernateSearchStore::hit).toList(), rows.isEmpty() ? 0 : rows.getFirst().longAt(5)));
    }

    private static Hit hit(Row row) {
        Set<String> words = new HashSet<>();
        for (int column : List.of(3, 4)) {
            Matcher marked = MARKED.matcher(row.optionalText(column).orElse(""));
            while (marked.find()) {
                words.add(marked.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return new Hit(row.longAt(0), number(row, 6), new SearchPlace(number(row, 1), row.longAt(2), row.longAt(0), Optional.empty()), words);
    }

    private static float number(Row row, int column) {
        return ((Number) row.values()[column]).floatValue();
    }

    private static String[] texts(Collection<RoomId> rooms) {
        return rooms.stream().map(RoomId::value).toArray(String[]::new);
    }
}
