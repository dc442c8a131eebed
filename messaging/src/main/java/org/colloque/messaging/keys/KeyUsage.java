package org.colloque.messaging.keys;

/** What a cross-signing key is for. Spec: client-server-api, "Cross-signing". */
public enum KeyUsage {
    MASTER("master"), SELF_SIGNING("self_signing"), USER_SIGNING("user_signing");

    private final String spelling;

    KeyUsage(String spelling) {
        this.spelling = spelling;
    }

    /** As it is written in the key's {@code usage}. */
    public String spelling() {
        return spelling;
    }

    public static KeyUsage of(String spelling) {
        for (KeyUsage usage : values()) {
            if (usage.spelling.equals(spelling)) {
                return usage;
            }
        }
        throw new IllegalArgumentException(spelling);
    }
}
