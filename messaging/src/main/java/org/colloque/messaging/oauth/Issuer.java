package org.colloque.messaging.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.config.PublicAddress;

/** The authorisation server that this service is: its name and its addresses. Spec: RFC 8414. */
@ApplicationScoped
public class Issuer {

    public static final String TOKEN = "/oauth2/token";
    public static final String REVOKE = "/oauth2/revoke";
    public static final String REGISTER = "/oauth2/register";
    public static final String DEVICE = "/oauth2/device";
    public static final String AUTHORIZE = "/account/authorize";
    public static final String LINK = "/account/link";
    public static final String ACCOUNT = "/account";

    private final PublicAddress address;

    Issuer(PublicAddress address) {
        this.address = address;
    }

    /** The issuer identifier. */
    public String name() {
        return address.of("/");
    }

    /** The full address of one of the paths. */
    public String at(String path) {
        return address.of(path);
    }
}
