package org.colloque.messaging.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.signature.UnpaddedBase64;

/** Makes what nobody may guess: tokens, session ids, nonces; and the ids of new devices. */
@ApplicationScoped
public class TokenSecrets {

    private static final int TOKEN_BYTES = 32;
    private static final int DEVICE_LETTERS = 10;

    private final SecureRandom random;

    TokenSecrets(SecureRandom random) {
        this.random = random;
    }

    /** A token of 256 random bits, safe in URLs. */
    public String token(String prefix) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return prefix + UnpaddedBase64.encodeUrlSafe(bytes);
    }

    DeviceId deviceId() {
        return new DeviceId(letters('A', DEVICE_LETTERS));
    }

    /** A user name for somebody who did not choose one. */
    String username() {
        return letters('a', DEVICE_LETTERS);
    }

    private String letters(char first, int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append((char) (first + random.nextInt('z' - 'a' + 1)));
        }
        return letters.toString();
    }
}
