package org.colloque.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The Java sources of every module, parsed but not compiled. */
final class Sources {

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> MODULES = List.of("protocol", "messaging", "file-sharing", "calls", "homeserver-bridge");

    private Sources() {
    }

    /** Every source file below {@code src/main/java} and {@code src/test/java}. */
    static List<Path> all() {
        return Stream.concat(below("src/main/java"), below("src/test/java")).sorted().toList();
    }

    static List<Path> main() {
        return below("src/main/java").sorted().toList();
    }

    private static Stream<Path> below(String folder) {
        return MODULES.stream().map(module -> REPOSITORY.resolve(module).resolve(folder)).filter(Files::isDirectory).flatMap(Sources::javaFiles);
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void parse(List<Path> files, BiConsumer<Trees, CompilationUnitTree> visitor) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, manager, diagnostic -> { }, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            Trees trees = Trees.instance(task);
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            units.forEach(unit -> visitor.accept(trees, unit));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
