package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.json.CanonicalJson;

/** Puts an answer together from the bytes of events, which are never read for it. */
final class PduAnswer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PduAnswer with(String field, JsonNode value) {
        name(field);
        out.writeBytes(CanonicalJson.lenientBytes(value));
        return this;
    }

    PduAnswer with(String field, Pdu event) {
        name(field);
        out.writeBytes(event.canonical());
        return this;
    }

    PduAnswer with(String field, Collection<Pdu> events) {
        name(field);
        char separator = '[';
        for (Pdu event : events) {
            out.write(separator);
            out.writeBytes(event.canonical());
            separator = ',';
        }
        out.writeBytes((events.isEmpty() ? "[]" : "]").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** An answer as the older forms of some endpoints want it. */
    static byte[] inList(byte[] answer) {
        return ("[200," + new String(answer, StandardCharsets.UTF_8) + "]").getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        out.write('}');
        return out.toByteArray();
    }

    private void name(String field) {
        out.write(out.size() == 0 ? '{' : ',');
        out.writeBytes(("\"" + field + "\":").getBytes(StandardCharsets.US_ASCII));
    }
}
