package org.colloque.messaging.testing.specification;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * One endpoint of the specification.
 *
 * @param method     GET, POST, …
 * @param path       with its parameters in braces
 * @param file       the file that describes it
 * @param pointer    where in the file its operation stands
 * @param operation  the operation
 * @param deprecated whether the specification discourages it
 */
public record SpecifiedEndpoint(String method, String path, URI file, String pointer, JsonNode operation, boolean deprecated) {

    /** Whether a request for this method and this path, without query, is one for this endpoint. */
    public boolean claims(String requestMethod, String requestPath) {
        return method.equals(requestMethod) && Pattern.matches(pattern(), requestPath);
    }

    /** How many of the path's characters are not a parameter: of two endpoints that fit, the one with more is meant. */
    public int literals() {
        return path.replaceAll("\\{[^}]*}", "").length();
    }

    /** The path with its parameters' names taken out. */
    public String shape() {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    private String pattern() {
        return "\\Q" + path.replaceAll("\\{[^}]*}", "\\\\E[^/]*\\\\Q") + "\\E";
    }
}
