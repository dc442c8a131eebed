package org.colloque.messaging.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.colloque.protocol.signature.UnpaddedBase64;

/** What is kept of a token: its SHA-256. The tokens have 256 bits of entropy, so that neither salt nor slowness is needed. */
public record TokenHash(String value) {

    public static TokenHash of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(UnpaddedBase64.encode(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
