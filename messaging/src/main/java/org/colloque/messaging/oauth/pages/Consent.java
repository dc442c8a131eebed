package org.colloque.messaging.oauth.pages;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.colloque.messaging.oauth.OAuthClient;
import org.colloque.protocol.id.DeviceId;

/** What people are told before they let an application in. */
final class Consent {

    private Consent() {
    }

    static Map<String, Object> about(Visit visit, OAuthClient client, DeviceId device) {
        Locale language = visit.texts().language();
        Map<String, Object> data = new HashMap<>();
        data.put("title", visit.texts().format("consentTitle", client.name(language)));
        data.put("client", client.name(language));
        data.put("host", client.host());
        data.put("website", client.uri());
        data.put("device", device.value());
        data.put("terms", client.terms(language).orElse(""));
        data.put("policy", client.policy(language).orElse(""));
        data.put("switch", visit.local(Place.before("/account/logout", visit.place())));
        return data;
    }
}
