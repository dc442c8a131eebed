package org.colloque.messaging.sync.sliding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/** Which state of a room is wanted: what any of the clauses wants. Spec: MSC4186, "RequiredStateRequest". */
public final class RequiredState {

    public static final RequiredState NONE = new RequiredState(new TreeSet<>());

    private final SortedSet<Clause> clauses;
    private String text;

    public RequiredState(SortedSet<Clause> clauses) {
        this.clauses = Collections.unmodifiableSortedSet(clauses);
    }

    public SortedSet<Clause> clauses() {
        return clauses;
    }

    /**
     * What matches an inclusion and no exclusion.
     *
     * @param lazy whether members come as the timeline needs them, but for those who are named
     */
    public record Clause(SortedSet<Element> include, SortedSet<Element> exclude, boolean lazy) implements Comparable<Clause> {

        boolean matches(String type, String stateKey) {
            return include.stream().anyMatch(element -> element.matches(type, stateKey) && !isLeftToLaziness(element, type))
                    && exclude.stream().noneMatch(element -> element.matches(type, stateKey));
        }

        private boolean isLeftToLaziness(Element element, String type) {
            return lazy && type.equals(EventTypes.MEMBER) && element.type().isEmpty() && element.stateKey().isEmpty();
        }

        @Override
        public int compareTo(Clause other) {
            return toString().compareTo(other.toString());
        }
    }

    /** Slots of the state; what is absent matches everything. */
    public record Element(Optional<String> type, Optional<String> stateKey) implements Comparable<Element> {

        private static final Comparator<Element> ORDER = Comparator.comparing((Element element) -> element.type().orElse(""))
                .thenComparing(element -> element.type().isPresent())
                .thenComparing(element -> element.stateKey().orElse("")).thenComparing(element -> element.stateKey().isPresent());

        boolean matches(String ofType, String withKey) {
            return type.map(ofType::equals).orElse(true) && stateKey.map(withKey::equals).orElse(true);
        }

        @Override
        public int compareTo(Element other) {
            return ORDER.compare(this, other);
        }
    }

    public boolean matches(String type, String stateKey) {
        for (Clause clause : clauses) {
            if (clause.matches(type, stateKey)) {
                return true;
            }
        }
        return false;
    }

    public boolean lazyMembers() {
        return clauses.stream().anyMatch(Clause::lazy);
    }

    /** Whether all that the other wants is wanted, as far as that is plain to see. */
    boolean covers(RequiredState other) {
        return clauses.containsAll(other.clauses);
    }

    RequiredState with(RequiredState other) {
        if (covers(other)) {
            return this;
        }
        SortedSet<Clause> all = new TreeSet<>(clauses);
        all.addAll(other.clauses);
        return new RequiredState(all);
    }

    /** As it is kept; two that want the same in the same words have the same text. */
    String text() {
        if (text == null) {
            text = written();
        }
        return text;
    }

    private String written() {
        ArrayNode list = JsonNodes.array();
        for (Clause clause : clauses) {
            ObjectNode node = JsonNodes.object().put("lazy", clause.lazy());
            node.set("in", texts(clause.include()));
            node.set("out", texts(clause.exclude()));
            list.add(node);
        }
        return new String(CanonicalJson.lenientBytes(list), StandardCharsets.UTF_8);
    }

    static RequiredState ofText(String text) {
        SortedSet<Clause> clauses = new TreeSet<>();
        for (JsonNode node : MatrixJson.parse(text.getBytes(StandardCharsets.UTF_8), MatrixJson.MAX_DEPTH)) {
            clauses.add(new Clause(elements(node.get("in")), elements(node.get("out")), node.get("lazy").asBoolean()));
        }
        return new RequiredState(clauses);
    }

    private static ArrayNode texts(SortedSet<Element> elements) {
        ArrayNode list = JsonNodes.array();
        elements.forEach(element -> {
            ArrayNode pair = JsonNodes.array();
            element.type().ifPresentOrElse(pair::add, pair::addNull);
            element.stateKey().ifPresentOrElse(pair::add, pair::addNull);
            list.add(pair);
        });
        return list;
    }

    private static SortedSet<Element> elements(JsonNode list) {
        List<Element> elements = new ArrayList<>();
        list.forEach(pair -> elements.add(new Element(Optional.ofNullable(pair.get(0).textValue()), Optional.ofNullable(pair.get(1).textValue()))));
        return new TreeSet<>(elements);
    }
}
