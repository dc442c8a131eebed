package org.colloque.messaging.accounts;

import java.util.List;
import java.util.Map;
import org.colloque.protocol.id.ServerName;

/** How log-in on the account's own pages is offered to clients that do not know OAuth 2.0. Spec: client-server-api, "OAuth 2.0 aware clients". */
public final class SsoProvider {

    public static final String ID = "account";

    private SsoProvider() {
    }

    /** The log-in flow. Spec: client-server-api, "Client login via SSO"; the last field: MSC3824, "Unstable prefix". */
    public static Map<String, Object> flow(ServerName server) {
        return Map.of("type", "m.login.sso", "identity_providers", List.of(Map.of("id", ID, "name", server.value())),
                "oauth_aware_preferred", true, "org.matrix.msc3824.delegated_oidc_compatibility", true);
    }
}
