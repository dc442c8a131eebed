package org.colloque.messaging.search.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.search.SearchPlace.Group;
import org.colloque.messaging.search.SearchService.Match;
import org.colloque.messaging.search.SearchService.Results;
import org.colloque.protocol.json.JsonNodes;

/** Results by what they have in common. Spec: client-server-api, "Server Side Search", "Groups". */
final class SearchGroups {

    private SearchGroups() {
    }

    /** By what results are grouped. */
    enum Key {
        ROOM("room_id"), SENDER("sender");

        private final String field;

        Key(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }

        private Group of(Match match) {
            return this == ROOM ? new Group.OfRoom(match.event().pdu().roomId()) : new Group.OfSender(match.event().pdu().sender());
        }
    }

    /** The groups of a page, in the order of their first results. */
    static ObjectNode of(Key key, Results results) {
        Map<Group, List<Match>> groups = new LinkedHashMap<>();
        results.matches().forEach(match -> groups.computeIfAbsent(key.of(match), group -> new ArrayList<>()).add(match));
        ObjectNode answer = JsonNodes.object();
        groups.forEach((group, matches) -> {
            ObjectNode told = answer.putObject(group.value()).put("order", answer.size());
            var ids = told.putArray("results");
            matches.forEach(match -> ids.add(match.event().pdu().eventId().value()));
            results.next().ifPresent(next -> told.put("next_batch", matches.getLast().place().in(group).toString()));
        });
        return answer;
    }
}
