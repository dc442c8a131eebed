package org.colloque.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No file, method or constructor grows beyond what one can take in. */
class SizeTest {

    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 40;
    private static final int MAX_CONSTRUCTOR_PARAMETERS = 7;

    @Test
    void filesStayBelow400Lines() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : Sources.all()) {
            long lines = Files.readAllLines(file).size();
            if (lines > MAX_FILE_LINES) {
                tooLong.add(name(file) + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void methodsStayBelow40Lines() {
        assertEquals(List.of(), violations((lines, method) -> lines > MAX_METHOD_LINES ? lines + " lines" : null));
    }

    @Test
    void constructorsTakeAtMostSevenParameters() {
        assertEquals(List.of(), violations((lines, method) -> method.getName().contentEquals("<init>")
            && method.getParameters().size() > MAX_CONSTRUCTOR_PARAMETERS ? method.getParameters().size() + " parameters" : null));
    }

    private static List<String> violations(Rule rule) {
        var found = new ArrayList<String>();
        Set<Tree> exempt = Collections.newSetFromMap(new IdentityHashMap<>());
        Sources.parse(Sources.all(), (trees, unit) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                type.getMembers().stream().filter(member -> isRecordsConstructor(type, member)).forEach(exempt::add);
                return super.visitClass(type, unused);
            }

            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                String violation = exempt.contains(method) ? null : rule.violation(lines(trees, unit, method), method);
                if (violation != null) {
                    found.add(name(Path.of(unit.getSourceFile().toUri())) + " " + method.getName() + ": " + violation);
                }
                return super.visitMethod(method, unused);
            }
        }.scan(unit, null));
        return found;
    }

    /** A record's constructor repeats its components: they are a value's parts, not collaborators. */
    private static boolean isRecordsConstructor(ClassTree type, Tree member) {
        return type.getKind() == Tree.Kind.RECORD && member instanceof MethodTree method && method.getName().contentEquals("<init>");
    }

    private static long lines(Trees trees, CompilationUnitTree unit, MethodTree method) {
        var positions = trees.getSourcePositions();
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
        long end = positions.getEndPosition(unit, method);
        return end < 0 ? 1 : unit.getLineMap().getLineNumber(end) - first + 1;
    }

    private static String name(Path file) {
        return Sources.REPOSITORY.relativize(file.toAbsolutePath().normalize()).toString();
    }

    private interface Rule {
        String violation(long lines, MethodTree method);
    }
}
