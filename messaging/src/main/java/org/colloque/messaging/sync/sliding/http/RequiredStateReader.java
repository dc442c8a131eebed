package org.colloque.messaging.sync.sliding.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.sync.sliding.RequiredState;
import org.colloque.messaging.sync.sliding.RequiredState.Clause;
import org.colloque.messaging.sync.sliding.RequiredState.Element;
import org.colloque.protocol.event.EventTypes;

/**
 * Reads which state is wanted: as an object of the proposal, or as the list of pairs of before, in which {@code *}, {@code $LAZY} and
 * {@code $ME} have a meaning.
 */
final class RequiredStateReader {

    private static final String ANY = "*";
    private static final String LAZY = "$LAZY";
    private static final String ME = "$ME";

    private RequiredStateReader() {
    }

    static RequiredState read(JsonNode json, String me) {
        return switch (json) {
            case ArrayNode pairs -> ofPairs(pairs, me);
            case ObjectNode object -> ofObject(new JsonBody(object));
            case null -> RequiredState.NONE;
            default -> throw MatrixException.badJson("\"required_state\" must be a list or an object.");
        };
    }

    private static RequiredState ofPairs(ArrayNode pairs, String me) {
        SortedSet<Element> elements = new TreeSet<>();
        boolean lazy = false;
        for (JsonNode pair : pairs) {
            if (!pair.isArray() || pair.size() != 2 || !pair.get(0).isTextual() || !pair.get(1).isTextual()) {
                throw MatrixException.badJson("\"required_state\" must hold pairs of an event type and a state key.");
            }
            String type = pair.get(0).textValue();
            String key = pair.get(1).textValue();
            if (type.equals(EventTypes.MEMBER) && key.equals(LAZY)) {
                lazy = true;
            } else {
                elements.add(new Element(type.equals(ANY) ? Optional.empty() : Optional.of(type),
                        key.equals(ANY) ? Optional.empty() : Optional.of(key.equals(ME) ? me : key)));
            }
        }
        return clause(elements, new TreeSet<>(), lazy);
    }

    private static RequiredState ofObject(JsonBody json) {
        return clause(elements(json, "include"), elements(json, "exclude"), json.flag("lazy_members", false));
    }

    private static SortedSet<Element> elements(JsonBody json, String field) {
        SortedSet<Element> elements = new TreeSet<>();
        json.objects(field).forEach(element -> elements.add(new Element(element.optionalText("type"), element.optionalText("state_key"))));
        return elements;
    }

    private static RequiredState clause(SortedSet<Element> include, SortedSet<Element> exclude, boolean lazy) {
        return include.isEmpty() && !lazy ? RequiredState.NONE : new RequiredState(new TreeSet<>(Set.of(new Clause(include, exclude, lazy))));
    }
}
