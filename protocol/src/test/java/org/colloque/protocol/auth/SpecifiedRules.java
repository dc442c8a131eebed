package org.colloque.protocol.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.colloque.protocol.room.RoomVersion;

/** The numbered authorisation rules on the specification's pages, where its files lie beside the repository. */
record SpecifiedRules(Path rooms) {

    private static final Pattern BEGINNING = Pattern.compile("rules.{0,40} as follows:");
    private static final Pattern RULE = Pattern.compile("^(\\s*)(\\d+)\\.\\s+(.*)$");
    private static final Pattern FRAGMENT = Pattern.compile("rver-fragment name=\"(v\\d+-auth-rules)\"");

    static Optional<SpecifiedRules> find() {
        String named = System.getProperty("colloque.specification");
        Stream<Path> places = named != null ? Stream.of(Path.of(named))
                : Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent).map(folder -> folder.resolve("shared/matrix-spec"));
        return places.map(folder -> folder.resolve("content/rooms")).filter(Files::isDirectory).findFirst().map(SpecifiedRules::new);
    }

    /** The text of each rule of a version by its number, in the page's order. */
    Map<String, String> of(RoomVersion version) {
        String page = read("v" + version + ".md");
        Matcher fragment = FRAGMENT.matcher(page);
        String text = fragment.find() ? read("fragments/" + fragment.group(1) + ".md") : page;
        Map<String, String> rules = new LinkedHashMap<>();
        Deque<Place> open = new ArrayDeque<>();
        BEGINNING.split(text, 2)[1].lines().takeWhile(line -> !line.startsWith("{{%") && !line.startsWith("#"))
                .forEach(line -> add(line, open, rules));
        return rules;
    }

    private static void add(String line, Deque<Place> open, Map<String, String> rules) {
        Matcher rule = RULE.matcher(line);
        if (!rule.matches()) {
            if (!open.isEmpty()) {
                rules.merge(open.peek().number, " " + line.strip(), String::concat);
            }
            return;
        }
        int indent = rule.group(1).length();
        while (!open.isEmpty() && open.peek().indent >= indent) {
            open.pop();
        }
        String number = open.isEmpty() ? rule.group(2) : open.peek().number + "." + rule.group(2);
        open.push(new Place(indent, number));
        rules.merge(number, rule.group(3), (first, second) -> first + " " + second);
    }

    private String read(String file) {
        try {
            return Files.readString(rooms.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Place(int indent, String number) {
    }
}
