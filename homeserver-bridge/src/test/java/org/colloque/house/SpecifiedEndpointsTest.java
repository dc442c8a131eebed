package org.colloque.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.testing.specification.ClientServerApi;
import org.colloque.messaging.testing.specification.SpecifiedEndpoint;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each endpoint of the specification's client-server API is here, or stands with its reason in {@code docs/conformance.md}. */
class SpecifiedEndpointsTest {

    private static final java.nio.file.Path PAGE = Sources.REPOSITORY.resolve("docs").resolve("conformance.md");
    private static final Pattern UNBUILT = Pattern.compile("^- `([A-Z]+ /[^`]+)`$", Pattern.MULTILINE);

    private static ClientServerApi api;

    @BeforeAll
    static void readTheSpecification() {
        var files = ClientServerApi.read();
        Assumptions.assumeTrue(files.isPresent(), "the specification's files are not here");
        api = files.get();
    }

    @Test
    void eachEndpointIsRoutedOrLeftOutForAReason() throws IOException {
        Set<String> routed = routes();
        Set<String> missing = specified().filter(endpoint -> !routed.contains(endpoint)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", unbuilt()), String.join("\n", missing));
    }

    private static Set<String> unbuilt() throws IOException {
        return UNBUILT.matcher(Files.readString(PAGE)).results().map(line -> line.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> specified() {
        return api.endpoints().stream().map(endpoint -> shape(endpoint.shape())).distinct();
    }

    private static Set<String> routes() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.colloque").stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(SpecifiedEndpointsTest::routes).collect(Collectors.toSet());
    }

    private static Stream<String> routes(JavaClass resource) {
        String base = slashed(resource.getAnnotationOfType(Path.class).value());
        return resource.getMethods().stream().flatMap(method -> verbs(method).stream()
                .map(verb -> verb + " " + shape(base + path(method))));
    }

    private static List<String> verbs(JavaMethod method) {
        return method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod"))
                .map(annotation -> annotation.getRawType().getSimpleName()).toList();
    }

    private static String path(JavaMethod method) {
        return method.tryGetAnnotationOfType(Path.class).map(path -> slashed(path.value())).orElse("");
    }

    private static String slashed(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    /** As the specification's are compared: parameters without their names, one slash at a time, none at the end. */
    private static String shape(String path) {
        return path.replaceAll("\\{slash[^}]*}", "").replaceAll("\\{[^}]*}", "{}").replaceAll("//+", "/").replaceAll("[/ ]+$", "");
    }
}
