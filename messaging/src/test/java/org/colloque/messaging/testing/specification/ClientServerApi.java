package org.colloque.messaging.testing.specification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The client-server API as the specification's OpenAPI files describe it. */
public final class ClientServerApi {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "head", "options", "patch");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Map<URI, JsonNode> files = new HashMap<>();
    private final List<SpecifiedEndpoint> endpoints = new ArrayList<>();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012()).unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword)).build(),
            registry -> registry.schemaLoader(loader -> loader.fetchRemoteResources()));
    private final Map<SchemaLocation, Schema> compiled = new ConcurrentHashMap<>();

    private ClientServerApi(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(name -> name.toString().endsWith(".yaml")).sorted().toList()) {
                read(file.toUri(), YAML.readTree(file.toFile()));
            }
        }
    }

    /** Reads the files; empty when there are none. */
    public static Optional<ClientServerApi> read() {
        return SpecificationFiles.clientServer().map(folder -> {
            try {
                return new ClientServerApi(folder);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    public List<SpecifiedEndpoint> endpoints() {
        return endpoints;
    }

    /** The endpoint that a request is for. */
    public Optional<SpecifiedEndpoint> endpoint(String method, String path) {
        return endpoints.stream().filter(endpoint -> endpoint.claims(method, path))
                .max(Comparator.comparingInt(SpecifiedEndpoint::literals));
    }

    /** Whether the endpoint's description knows answers with this status. */
    public boolean describes(SpecifiedEndpoint endpoint, int status) {
        return endpoint.operation().path("responses").has(String.valueOf(status));
    }

    /** The schema of the endpoint's JSON answers with this status. */
    public Optional<Schema> schema(SpecifiedEndpoint endpoint, int status) {
        JsonNode file = files.get(endpoint.file());
        String response = endpoint.pointer() + "/responses/" + status;
        String reference = file.at(response).path("$ref").textValue();
        String pointer = (reference == null ? response : reference.substring(1)) + "/content/application~1json/schema";
        return file.at(pointer).isMissingNode() ? Optional.empty() : Optional.of(schema(endpoint.file() + "#" + pointer));
    }

    /** The schema of the specification's errors. */
    public Schema errorSchema() {
        return schema(endpoints.getFirst().file().resolve("definitions/errors/error.yaml").toString());
    }

    /** The schema of the answer that asks for further authentication. */
    public Schema interactiveAuthSchema() {
        return schema(endpoints.getFirst().file().resolve("definitions/auth_response.yaml").toString());
    }

    private Schema schema(String location) {
        return compiled.computeIfAbsent(SchemaLocation.of(location), schemas::getSchema);
    }

    private void read(URI file, JsonNode content) {
        files.put(file, content);
        String base = content.at("/servers/0/variables/basePath/default").asText("");
        content.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> endpoints.add(new SpecifiedEndpoint(operation.getKey().toUpperCase(), base + path.getKey(), file,
                        "/paths/" + path.getKey().replace("~", "~0").replace("/", "~1") + "/" + operation.getKey(),
                        operation.getValue(), operation.getValue().path("deprecated").booleanValue()))));
    }
}
