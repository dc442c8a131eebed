package org.colloque.messaging.search.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.search.SearchContexts.Wanted;
import org.colloque.messaging.search.SearchPlace;
import org.colloque.messaging.search.SearchService.Request;
import org.colloque.messaging.search.SearchedKey;

/**
 * What a client asks of a search in rooms.
 *
 * @param context how much of what happened around the results is wanted, if any
 * @param groupBy by what the results are to be grouped
 */
record SearchCriteria(Request request, Optional<Wanted> context, boolean includeState, List<SearchGroups.Key> groupBy) {

    private static final int USUAL = 10;
    private static final int MOST = 100;
    private static final int USUAL_CONTEXT = 5;
    private static final int MOST_CONTEXT = 50;

    /** Fails with {@code M_MISSING_PARAM}, {@code M_BAD_JSON} or {@code M_INVALID_PARAM}. */
    static SearchCriteria parse(JsonBody json, String nextBatch) {
        EventFilter filter = json.optionalObject("filter").map(given -> EventFilter.parse(new JsonBody(given))).orElse(EventFilter.ALL);
        Optional<SearchPlace> after = Optional.ofNullable(nextBatch).filter(token -> !token.isEmpty()).map(SearchPlace::parse);
        int limit = Math.clamp(filter.limit().orElse(USUAL), 1, MOST);
        Request request = new Request(json.text("search_term"), keys(json), filter, byRank(json), after, limit);
        return new SearchCriteria(request, json.optionalObject("event_context").map(given -> context(new JsonBody(given))),
                json.flag("include_state", false), groups(json));
    }

    private static Set<SearchedKey> keys(JsonBody json) {
        if (json.optionalArray("keys").isEmpty()) {
            return EnumSet.allOf(SearchedKey.class);
        }
        Set<SearchedKey> keys = EnumSet.noneOf(SearchedKey.class);
        json.texts("keys").forEach(key -> keys.add(SearchedKey.find(key)
                .orElseThrow(() -> MatrixException.invalidParam("\"" + key + "\" cannot be searched."))));
        return keys;
    }

    private static boolean byRank(JsonBody json) {
        return switch (json.optionalText("order_by").orElse("rank")) {
            case "rank" -> true;
            case "recent" -> false;
            default -> throw MatrixException.invalidParam("\"order_by\" is \"rank\" or \"recent\".");
        };
    }

    private static Wanted context(JsonBody json) {
        return new Wanted(limit(json.optionalInteger("before_limit")), limit(json.optionalInteger("after_limit")),
                json.flag("include_profile", false));
    }

    private static int limit(OptionalLong given) {
        return (int) Math.clamp(given.orElse(USUAL_CONTEXT), 0, MOST_CONTEXT);
    }

    private static List<SearchGroups.Key> groups(JsonBody json) {
        return json.optionalObject("groupings").map(groupings -> new JsonBody(groupings).objects("group_by").stream()
                .map(group -> switch (group.text("key")) {
                    case "room_id" -> SearchGroups.Key.ROOM;
                    case "sender" -> SearchGroups.Key.SENDER;
                    default -> throw MatrixException.invalidParam("Results are grouped by \"room_id\" or \"sender\".");
                }).distinct().toList()).orElse(List.of());
    }
}
