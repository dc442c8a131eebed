package org.colloque.messaging.testing.specification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds each JSON answer of the client-server API that a test sees to the schema of its endpoint and status.
 *
 * <p>Left out: what proposals add to an endpoint (delayed events), and events of which the client asked for some fields only.
 */
public final class AnswersAsSpecified implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_FAILURE = 400;
    private static final int UNAUTHORIZED = 401;

    private final ClientServerApi api;

    public AnswersAsSpecified(ClientServerApi api) {
        this.api = api;
    }

    @Override
    public Response filter(FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        if (answer.getContentType().startsWith("application/json") && !isBeyond(request) && !isWithoutTurn(path, answer)) {
            api.endpoint(request.getMethod(), path)
                    .ifPresent(endpoint -> check(endpoint, answer.statusCode(), answer.asString()));
        }
        return answer;
    }

    private static boolean isBeyond(FilterableRequestSpecification request) {
        return request.getQueryParams().containsKey("org.matrix.msc4140.delay") || request.getURI().contains("org.matrix.msc4140.delay=")
                || String.valueOf(request.getQueryParams().get("filter")).contains("event_fields");
    }

    /** A server without TURN answers an empty object, as clients expect it; the schema knows only servers that have one. */
    private static boolean isWithoutTurn(String path, Response answer) {
        return path.endsWith("/voip/turnServer") && answer.asString().equals("{}");
    }

    private void check(SpecifiedEndpoint endpoint, int status, String answer) {
        if (status < FIRST_FAILURE && !api.describes(endpoint, status)) {
            throw new AssertionError(endpoint.method() + " " + endpoint.path() + " knows no status " + status);
        }
        List<Schema> schemas = schemas(endpoint, status);
        List<String> faults = faults(schemas, json(answer));
        if (!faults.isEmpty()) {
            throw new AssertionError(endpoint.method() + " " + endpoint.path() + " answered " + status + " against its schema:\n"
                    + String.join("\n", faults) + "\n" + answer);
        }
    }

    /** The schemas of which one must hold: a 401 asks for a token, or for further authentication. */
    private List<Schema> schemas(SpecifiedEndpoint endpoint, int status) {
        List<Schema> schemas = new ArrayList<>();
        api.schema(endpoint, status).ifPresent(schemas::add);
        if (status == UNAUTHORIZED) {
            schemas.add(api.interactiveAuthSchema());
        }
        if (schemas.isEmpty() && status >= FIRST_FAILURE || status == UNAUTHORIZED) {
            schemas.add(api.errorSchema());
        }
        return schemas;
    }

    /** What is wrong by the first of the schemas; nothing when one of them holds. */
    private static List<String> faults(List<Schema> schemas, JsonNode answer) {
        List<List<String>> bySchema = schemas.stream().map(schema -> schema.validate(answer).stream()
                .filter(fault -> !isAmbiguous(fault)).map(Object::toString).toList()).toList();
        return bySchema.isEmpty() || bySchema.stream().anyMatch(List::isEmpty) ? List.of() : bySchema.getFirst();
    }

    /** Some of the specification's alternatives do not exclude each other: more than one of them may hold. */
    private static boolean isAmbiguous(com.networknt.schema.Error fault) {
        return "oneOf".equals(fault.getKeyword()) && !fault.getMessage().contains("but 0 are valid");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException invalid) {
            throw new AssertionError("No JSON: " + text, invalid);
        }
    }
}
