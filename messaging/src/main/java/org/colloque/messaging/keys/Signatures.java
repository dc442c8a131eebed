package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.JsonSignatures;

/** The signatures of key objects. */
public final class Signatures {

    private static final String SIGNATURES = "signatures";
    private static final Set<String> UNSIGNED = Set.of("unsigned");

    private Signatures() {
    }

    /** The object without {@code unsigned}, and with no signatures but those of this user. */
    public static ObjectNode onlyOf(ObjectNode key, UserId user) {
        ObjectNode copy = JsonNodes.shallowCopy(key).without(UNSIGNED);
        JsonNode own = key.path(SIGNATURES).path(user.value());
        if (own instanceof ObjectNode && !own.isEmpty()) {
            copy.putObject(SIGNATURES).set(user.value(), own);
        } else {
            copy.remove(SIGNATURES);
        }
        return copy;
    }

    /** Whether two objects are the same but for what is not signed. */
    public static boolean sameContent(ObjectNode one, ObjectNode other) {
        return Arrays.equals(JsonSignatures.signedBytes(one), JsonSignatures.signedBytes(other));
    }

    /** The object as one text, the same for the same content. */
    public static String text(JsonNode key) {
        return new String(CanonicalJson.lenientBytes(key), StandardCharsets.UTF_8);
    }
}
