package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.JsonNode;

/** A one-time or fallback key of a device. {@code key}: a string, or an object with signatures. */
public record ClaimableKey(String algorithm, String keyId, JsonNode key) {

    /** How it is named in requests and answers. */
    public String name() {
        return algorithm + ":" + keyId;
    }
}
