package org.colloque.protocol.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;

/** JSON of strangers: refused in one way, or written canonically so that reading it again changes nothing. */
public final class CanonicalJsonFuzz {

    private CanonicalJsonFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] written;
        try {
            JsonNode value = MatrixJson.parse(data, MatrixJson.MAX_DEPTH);
            written = CanonicalJson.bytes(value);
        } catch (InvalidJsonException refused) {
            return;
        }
        byte[] again = CanonicalJson.bytes(MatrixJson.parse(written, MatrixJson.MAX_DEPTH));
        FuzzTarget.expect(Arrays.equals(written, again), "what is canonical changed when it was read again");
    }
}
