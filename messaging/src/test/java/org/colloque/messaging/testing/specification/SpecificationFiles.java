package org.colloque.messaging.testing.specification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the specification's files lie: the folder that {@code colloque.specification} names, or {@code shared/matrix-spec}
 * beside the repository. Without them what needs them is left out.
 */
public final class SpecificationFiles {

    private SpecificationFiles() {
    }

    /** The folder with the OpenAPI files of the client-server API. */
    public static Optional<Path> clientServer() {
        return root().map(folder -> folder.resolve("data/api/client-server")).filter(Files::isDirectory);
    }

    private static Optional<Path> root() {
        String named = System.getProperty("colloque.specification");
        return named != null ? Optional.of(Path.of(named)) : beside(Path.of("").toAbsolutePath());
    }

    private static Optional<Path> beside(Path here) {
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/matrix-spec")).filter(Files::isDirectory).findFirst();
    }
}
