package org.colloque.messaging.accounts;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Argon2id hash with its settings, written in the PHC string format: {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
record PhcHash(int memory, int iterations, int parallelism, byte[] salt, byte[] hash) {

    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_GROUP = 4;
    private static final int HASH_GROUP = 5;

    static PhcHash parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("a stored password hash is not Argon2id in PHC form");
        }
        return new PhcHash(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)),
                Base64.getDecoder().decode(parts.group(SALT_GROUP)), Base64.getDecoder().decode(parts.group(HASH_GROUP)));
    }

    PhcHash withHash(byte[] computed) {
        return new PhcHash(memory, iterations, parallelism, salt, computed);
    }

    String toText() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s".formatted(memory, iterations, parallelism,
                base64.encodeToString(salt), base64.encodeToString(hash));
    }
}
