package org.colloque.messaging.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.colloque.messaging.accounts.RegistrationService;

/** What clients have to know of the authorisation server. Spec: client-server-api, "Server metadata discovery"; RFC 8414; RFC 9207. */
@ApplicationScoped
public class ServerMetadata {

    private static final List<String> ACTIONS = List.of("org.matrix.profile", "org.matrix.devices_list", "org.matrix.device_view",
            "org.matrix.device_delete", "org.matrix.account_deactivate", "org.matrix.cross_signing_reset");
    /** Spec: MSC4191, "Unstable prefixes". */
    private static final List<String> OLDER_ACTIONS = List.of("org.matrix.sessions_list", "org.matrix.session_view", "org.matrix.session_end",
            "profile", "sessions_list", "session_view", "session_end");
    private static final List<String> METHODS = List.of("none");

    private final Issuer issuer;
    private final RegistrationService registrations;

    ServerMetadata(Issuer issuer, RegistrationService registrations) {
        this.issuer = issuer;
        this.registrations = registrations;
    }

    public Map<String, Object> document() {
        Map<String, Object> document = new TreeMap<>();
        document.put("issuer", issuer.name());
        document.put("authorization_endpoint", issuer.at(Issuer.AUTHORIZE));
        document.put("token_endpoint", issuer.at(Issuer.TOKEN));
        document.put("revocation_endpoint", issuer.at(Issuer.REVOKE));
        document.put("registration_endpoint", issuer.at(Issuer.REGISTER));
        document.put("device_authorization_endpoint", issuer.at(Issuer.DEVICE));
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query", "fragment"));
        document.put("grant_types_supported", ClientMetadata.GRANT_TYPES);
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("token_endpoint_auth_methods_supported", METHODS);
        document.put("revocation_endpoint_auth_methods_supported", METHODS);
        document.put("authorization_response_iss_parameter_supported", true);
        document.put("account_management_uri", issuer.at(Issuer.ACCOUNT));
        document.put("account_management_actions_supported", ACTIONS);
        if (registrations.isPossible()) {
            document.put("prompt_values_supported", List.of("create"));
        }
        return document;
    }

    /** The same for clients of before the specification, which know the actions under other names too. */
    public Map<String, Object> olderDocument() {
        Map<String, Object> document = document();
        document.put("account_management_actions_supported", Stream.concat(ACTIONS.stream(), OLDER_ACTIONS.stream()).toList());
        return document;
    }
}
