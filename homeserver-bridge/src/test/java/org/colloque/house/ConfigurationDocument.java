package org.colloque.house;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting of the service as a page for administrators, read from the interfaces that declare them. */
final class ConfigurationDocument {

    private static final String INTRODUCTION = """
        # Settings

        Made from the configuration interfaces; do not edit by hand: `./colloque docs` writes this page.

        A setting is written in a properties file (`./colloque serve my.properties`) or as an environment variable: upper case, with `_` for every
        other character, so `colloque.server-name` is `COLLOQUE_SERVER_NAME`. The environment wins over the file. A wrong or missing setting
        stops the start with a sentence that names it. Durations read `30s`, `10m`, `24h` or `P30D`; lists are separated by commas.

        The settings of Quarkus apply as they stand, among them `quarkus.http.host` and `quarkus.http.port`; `quarkus.http.ssl-port`,
        `quarkus.http.ssl.certificate.files` and `quarkus.http.ssl.certificate.key-files` for TLS; `quarkus.datasource.jdbc.url` (or
        `quarkus.datasource.reactive.url`), `quarkus.datasource.username` and `quarkus.datasource.password` for a PostgreSQL of your own: without them the
        embedded one is used; `quarkus.log.level`, and `quarkus.log.console.json.enabled` for one JSON object a line.

        """;

    private final List<Group> groups = new ArrayList<>();

    /** The page, the same on every machine. */
    String text() {
        Sources.parse(Sources.main(), (trees, unit) -> new Mappings(trees, unit).scan(unit, null));
        groups.sort(Comparator.comparing(Group::prefix).thenComparing(Group::about));
        var text = new StringBuilder(INTRODUCTION);
        groups.forEach(group -> write(group, text));
        return text.toString();
    }

    private static void write(Group group, StringBuilder text) {
        text.append("## ").append(group.about()).append("\n\n");
        text.append("| Setting | Default | Meaning |\n|---|---|---|\n");
        for (Setting setting : group.settings()) {
            text.append("| `").append(setting.name()).append("` | ").append(setting.standard()).append(" | ").append(setting.about()).append(" |\n");
        }
        text.append('\n');
    }

    private record Group(String prefix, String about, List<Setting> settings) {
    }

    private record Setting(String name, String standard, String about) {
    }

    /** Finds the mapping interfaces of one file. */
    private final class Mappings extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private final CompilationUnitTree unit;

        Mappings(Trees trees, CompilationUnitTree unit) {
            this.docs = (DocTrees) trees;
            this.unit = unit;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            Optional<String> prefix = argument(type.getModifiers(), "ConfigMapping", "prefix");
            prefix.ifPresent(value -> groups.add(new Group(value, javadoc(getCurrentPath()), settings(value, type, getCurrentPath()))));
            return prefix.isPresent() ? null : super.visitClass(type, unused);
        }

        private List<Setting> settings(String prefix, ClassTree type, TreePath path) {
            var settings = new ArrayList<Setting>();
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getBody() == null) {
                    settings.addAll(setting(prefix, type, method, path));
                }
            }
            return settings;
        }

        private List<Setting> setting(String prefix, ClassTree type, MethodTree method, TreePath path) {
            String name = prefix + "." + argument(method.getModifiers(), "WithName", "value").orElse(dashed(method.getName().toString()));
            String result = method.getReturnType().toString();
            for (Tree member : type.getMembers()) {
                if (member instanceof ClassTree nested && nested.getKind() == Tree.Kind.INTERFACE && nested.getSimpleName().contentEquals(result)) {
                    return settings(name, nested, new TreePath(path, nested));
                }
            }
            String standard = argument(method.getModifiers(), "WithDefault", "value").map(value -> "`" + value + "`")
                .orElse(result.startsWith("Optional") || result.startsWith("Map") || result.startsWith("List") ? "not set" : "**required**");
            return List.of(new Setting(name, standard, javadoc(new TreePath(path, method))));
        }

        private String javadoc(TreePath path) {
            DocCommentTree comment = docs.getDocCommentTree(path);
            if (comment == null) {
                throw new IllegalStateException("Every setting needs a comment: " + unit.getSourceFile().getName() + ", " + path.getLeaf());
            }
            return comment.getFullBody().stream().map(Object::toString).reduce("", String::concat)
                .replaceAll("\\{@(?:code|link)\\s+([^}]*)}", "`$1`").replaceAll("<p>", " ").replaceAll("\\s+", " ").replace("|", "\\|").strip();
        }

        private static Optional<String> argument(ModifiersTree modifiers, String annotation, String argument) {
            return modifiers.getAnnotations().stream()
                .filter(candidate -> candidate.getAnnotationType().toString().endsWith(annotation))
                .flatMap(found -> found.getArguments().stream())
                .filter(value -> !(value instanceof AssignmentTree assignment) || assignment.getVariable().toString().equals(argument))
                .map(Mappings::literal)
                .findFirst();
        }

        private static String literal(ExpressionTree value) {
            ExpressionTree expression = value instanceof AssignmentTree assignment ? assignment.getExpression() : value;
            return expression instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : expression.toString();
        }

        private static String dashed(String methodName) {
            return methodName.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        }
    }
}
