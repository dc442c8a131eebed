package org.colloque.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A request goes to the class whose path has the most literal characters, and to no other: a method of another class that
 * the same request would fit is never called. So no class's path may claim another class's methods.
 */
class ResourcePathsTest {

    private record Endpoint(String classPath, String methodPath, String name) {
    }

    @Test
    void noClassHidesAMethodOfAnother() {
        List<JavaClass> resources = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.colloque").stream().filter(type -> type.isAnnotatedWith(Path.class)).toList();
        List<Endpoint> endpoints = resources.stream().flatMap(ResourcePathsTest::endpoints).toList();
        List<String> hidden = endpoints.stream()
                .flatMap(endpoint -> resources.stream().map(type -> path(type)).distinct()
                        .filter(other -> !other.equals(endpoint.classPath()) && literals(other) > literals(endpoint.classPath())
                                && claims(other, endpoint.classPath() + endpoint.methodPath()))
                        .map(other -> endpoint.name() + " is hidden by " + other))
                .toList();
        assertEquals(List.of(), hidden);
    }

    private static Stream<Endpoint> endpoints(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.getAnnotations().stream().anyMatch(annotation ->
                        annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod")))
                .map(method -> new Endpoint(path(type), methodPath(method), type.getSimpleName() + "." + method.getName()));
    }

    private static String methodPath(JavaMethod method) {
        return method.tryGetAnnotationOfType(Path.class).map(path -> slashed(path.value())).orElse("");
    }

    private static String path(JavaClass type) {
        return slashed(type.getAnnotationOfType(Path.class).value());
    }

    private static String slashed(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int literals(String path) {
        return path.replaceAll("\\{[^}]*}", "").length();
    }

    private static boolean claims(String classPath, String endpoint) {
        String[] wanted = classPath.split("/");
        String[] given = endpoint.split("/");
        if (wanted.length > given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
