package org.colloque.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A key: {@code algorithm:version}, for example {@code ed25519:abc}. The version is free text: device ids and base64 stand
 * there too. Spec: appendices, "Signing Details".
 */
public record KeyId(@JsonValue String value) implements Comparable<KeyId> {
    public static final String ED25519 = "ed25519";

    /** @throws InvalidIdentifierException if the text is no key id */
    public KeyId {
        Grammar.text(value, "key id");
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            throw new InvalidIdentifierException("A key id is an algorithm, ':' and a version.");
        }
    }

    @JsonCreator
    public static KeyId parse(String value) {
        return new KeyId(value);
    }

    public static KeyId of(String algorithm, String version) {
        return new KeyId(algorithm + ":" + version);
    }

    public String algorithm() {
        return value.substring(0, value.indexOf(':'));
    }

    public String version() {
        return value.substring(value.indexOf(':') + 1);
    }

    public boolean isEd25519() {
        return value.startsWith(ED25519) && value.charAt(ED25519.length()) == ':';
    }

    @Override
    public int compareTo(KeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
