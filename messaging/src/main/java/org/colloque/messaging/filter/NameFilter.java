package org.colloque.messaging.filter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * A list of names to include and a list of names to exclude; the second wins.
 *
 * @param include empty when the list is absent: then all are included
 */
public record NameFilter(Optional<Names> include, Names exclude) {

    /** Names, some of which may stand for many. */
    public record Names(Collection<String> texts, Optional<Pattern> pattern) {

        boolean hold(String name) {
            return pattern.map(form -> form.matcher(name).matches()).orElseGet(() -> texts.contains(name));
        }

        /** The names as patterns of SQL's {@code like}. */
        public String[] likePatterns() {
            return texts.stream().map(text -> text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
                    .replace(pattern.isPresent() ? "*" : "\0", "%")).toArray(String[]::new);
        }
    }

    static NameFilter parse(JsonBody json, String field, Function<List<String>, Names> names) {
        String not = "not_" + field;
        if (field.equals("senders")) {
            check(json, field, UserId::parse);
            check(json, not, UserId::parse);
        } else if (field.equals("rooms")) {
            check(json, field, RoomId::parse);
            check(json, not, RoomId::parse);
        }
        Optional<Names> include = json.optionalArray(field).map(ignored -> names.apply(json.texts(field)));
        return new NameFilter(include, names.apply(json.texts(not)));
    }

    static Names ids(List<String> texts) {
        return new Names(List.copyOf(texts), Optional.empty());
    }

    static Names wildcards(List<String> texts) {
        if (texts.stream().noneMatch(text -> text.contains("*"))) {
            return ids(texts);
        }
        String form = texts.stream().map(NameFilter::regex).collect(Collectors.joining("|"));
        return new Names(List.copyOf(texts), Optional.of(Pattern.compile(form, Pattern.DOTALL)));
    }

    public boolean admits(String name) {
        return !exclude.hold(name) && include.map(names -> names.hold(name)).orElse(true);
    }

    boolean isPartial() {
        return include.isPresent() || !exclude.texts().isEmpty();
    }

    private static String regex(String glob) {
        return Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static void check(JsonBody json, String field, Consumer<String> grammar) {
        for (String text : json.texts(field)) {
            try {
                grammar.accept(text);
            } catch (InvalidIdentifierException invalid) {
                throw MatrixException.badJson("In \"" + field + "\": " + invalid.getMessage());
            }
        }
    }
}
