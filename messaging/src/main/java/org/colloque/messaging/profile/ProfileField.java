package org.colloque.messaging.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/**
 * The name of a field of a profile.
 *
 * <p>Spec: client-server-api, "Profiles"; appendices, "Common Namespaced Identifier Grammar".
 */
public record ProfileField(String name) {

    private static final int MAX_BYTES = 255;
    private static final int MAX_TEXT_BYTES = 1000;
    private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9_.-]*");

    /** @throws MatrixException {@code M_KEY_TOO_LARGE} or {@code M_INVALID_PARAM} */
    public ProfileField {
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new MatrixException(Errcode.M_KEY_TOO_LARGE, "The name of a profile field has at most 255 bytes.");
        }
        if (!GRAMMAR.matcher(name).matches()) {
            throw MatrixException.invalidParam("This is no name for a profile field.");
        }
    }

    /** The value, if it may stand in this field; the two oldest fields hold text alone. */
    JsonNode checked(JsonNode value) {
        if (!ProfileService.MEMBER_FIELDS.contains(name)) {
            return value;
        }
        if (!value.isTextual() && !value.isNull()) {
            throw MatrixException.badJson("The field \"" + name + "\" must be a string.");
        }
        if (value.isTextual() && value.textValue().getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw MatrixException.invalidParam("The field \"" + name + "\" is too long.");
        }
        return value;
    }
}
