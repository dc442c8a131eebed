package org.colloque.messaging.search;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.filter.NameFilter.Names;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.search.SearchPlace.Group;
import org.colloque.messaging.search.SearchStore.Found;
import org.colloque.messaging.search.SearchStore.Hit;
import org.colloque.messaging.search.SearchStore.Query;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Searches what a user may see. Spec: client-server-api, "Server Side Search". */
@ApplicationScoped
public class SearchService {

    private static final int ROUNDS = 10;

    private final SearchIndex index;
    private final SearchStore store;
    private final RoomReads reads;
    private final Visibility visibility;

    SearchService(SearchIndex index, SearchStore store, RoomReads reads, Visibility visibility) {
        this.index = index;
        this.store = store;
        this.reads = reads;
        this.visibility = visibility;
    }

    /** A page of what matches, in rooms that are not encrypted and in which the user is or was, as far as the user may see it. */
    public Uni<Results> search(UserId user, Request request) {
        return index.catchUp().chain(() -> collect(new Search(user, request), request.after(), ROUNDS));
    }

    private Uni<Results> collect(Search search, Optional<SearchPlace> after, int rounds) {
        return store.find(query(search, after)).chain(found -> visible(search.user, found).invoke(seen -> search.take(found, seen)))
                .chain(() -> search.isDone() || rounds == 1 ? Uni.createFrom().item(search.results()) : collect(search, search.next(), rounds - 1));
    }

    private static Query query(Search search, Optional<SearchPlace> after) {
        Request request = search.request;
        Optional<List<RoomId>> rooms = after.flatMap(SearchPlace::group).filter(Group.OfRoom.class::isInstance)
                .map(group -> List.of(((Group.OfRoom) group).room())).or(() -> request.filter().rooms().include().map(SearchService::rooms));
        return new Query(search.user, request.term(), request.keys(), rooms, rooms(request.filter().rooms().exclude()), request.byRank(),
                after, search.batch());
    }

    private static List<RoomId> rooms(Names names) {
        return names.texts().stream().map(RoomId::parse).toList();
    }

    private Uni<Map<Long, StoredEvent>> visible(UserId user, Found found) {
        Map<Long, StoredEvent> visible = new HashMap<>();
        return reads.byNumber(found.hits().stream().map(Hit::event).toList()).chain(events -> {
            Map<RoomId, List<StoredEvent>> byRoom = events.values().stream().collect(Collectors.groupingBy(event -> event.pdu().roomId()));
            return InTurn.each(byRoom.values(), some -> visibility.visible(user, some)
                    .invoke(seen -> seen.stream().filter(event -> !event.erased()).forEach(event -> visible.put(event.number(), event)))
                    .replaceWithVoid());
        }).replaceWith(visible);
    }

    /**
     * What is searched for.
     *
     * @param byRank the best first; else the newest
     * @param after  where to go on
     * @param limit  how many results at the most
     */
    public record Request(String term, Set<SearchedKey> keys, EventFilter filter, boolean byRank, Optional<SearchPlace> after, int limit) {
    }

    /** An event that matches. */
    public record Match(StoredEvent event, float rank, SearchPlace place) {
    }

    /**
     * A page of results.
     *
     * @param next  where to go on; empty when there is nothing more
     * @param count about how many there are in all
     * @param words the words that matched
     */
    public record Results(List<Match> matches, Optional<SearchPlace> next, long count, Set<String> words) {
    }

    /** What was found so far. */
    private static final class Search {

        private final UserId user;
        private final Request request;
        private final List<Match> matches = new ArrayList<>();
        private final Set<String> words = new HashSet<>();
        private Optional<SearchPlace> next = Optional.empty();
        private long count;

        Search(UserId user, Request request) {
            this.user = user;
            this.request = request;
        }

        int batch() {
            return request.limit() + 1;
        }

        void take(Found found, Map<Long, StoredEvent> seen) {
            count = Math.max(count, found.total());
            Optional<Group> group = request.after().flatMap(SearchPlace::group);
            Optional<SearchPlace> last = Optional.empty();
            boolean left = found.hits().size() >= batch();
            for (Hit hit : found.hits()) {
                if (matches.size() == request.limit()) {
                    left = true;
                    break;
                }
                last = Optional.of(group.map(hit.place()::in).orElse(hit.place()));
                StoredEvent event = seen.get(hit.event());
                if (event != null && isWanted(event.pdu())) {
                    matches.add(new Match(event, hit.rank(), last.get()));
                    words.addAll(hit.words());
                }
            }
            next = left ? last : Optional.empty();
        }

        private boolean isWanted(Pdu event) {
            return request.filter().admitsRoom(event.roomId())
                    && request.filter().admits(event.type(), event.sender().value(), event.content());
        }

        boolean isDone() {
            return next.isEmpty() || matches.size() == request.limit();
        }

        Optional<SearchPlace> next() {
            return next;
        }

        Results results() {
            return new Results(List.copyOf(matches), next, Math.max(count, matches.size()), words);
        }
    }
}
