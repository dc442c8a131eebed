package org.colloque.messaging.threepid.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The settings of a server that sends mail. */
public class WithMail implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("colloque.mail.host", "mail.ministry.example", "colloque.public-base-url", "https://chat.ministry.example",
                "colloque.mail.next-link-hosts", "app.example", "colloque.registration.email-domains", "ministry.example,interieur.example");
    }

    /** One that registers those who have a token and an address, and nobody else. */
    public static final class Required extends WithMail {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.putAll(Map.of("colloque.registration.mode", "token", "colloque.registration.tokens", "welcome",
                    "colloque.registration.email-required", "true"));
            return settings;
        }
    }
}
