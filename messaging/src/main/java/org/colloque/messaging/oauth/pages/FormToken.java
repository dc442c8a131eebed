package org.colloque.messaging.oauth.pages;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What each form carries, so that no other site can send it: it follows from the browser's cookie, which other sites do not know. */
final class FormToken {

    static final String FIELD = "form_token";
    private static final String ALGORITHM = "HmacSHA256";

    private FormToken() {
    }

    static String of(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(FIELD.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static boolean isOf(String secret, String given) {
        return MessageDigest.isEqual(of(secret).getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
