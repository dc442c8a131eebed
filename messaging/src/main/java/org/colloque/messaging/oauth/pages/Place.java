package org.colloque.messaging.oauth.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.colloque.messaging.oauth.OAuthException;
import org.colloque.messaging.oauth.Parameters;

/** Where somebody goes on after logging in: one of the account's pages, never another site. */
final class Place {

    static final String FIELD = "next";
    private static final Pattern OWN = Pattern.compile("/account(/(authorize|link|sso))?(\\?[\\x21-\\x5B\\x5D-\\x7E]*)?");
    private static final Pattern PAGE = Pattern.compile("/account(/(authorize|link|sso|login|register))?(\\?.*)?");
    private static final String HINT = "mxid:";
    private static final int LONGEST = 8000;

    private Place() {
    }

    /** The place that was asked for if it is one of ours; the account's first page otherwise. */
    static String own(Optional<String> asked) {
        return asked.filter(place -> place.length() <= LONGEST && OWN.matcher(place).matches()).orElse("/account");
    }

    /** The name that a client says the person has, if the place is its request; empty otherwise. Spec: MSC4198. */
    static String hintedName(Optional<String> asked) {
        String query = own(asked).replaceFirst("^[^?]*\\??", "");
        try {
            return Parameters.read(query).find("login_hint").filter(hint -> hint.startsWith(HINT)).map(hint -> hint.substring(HINT.length())).orElse("");
        } catch (OAuthException malformed) {
            return "";
        }
    }

    /** The page that an address shows, or whose form is sent there. */
    static String ofPage(String place) {
        return PAGE.matcher(place).matches() ? place : "/account";
    }

    /** A path with this place as where to go on. */
    static String before(String path, String place) {
        return path + "?" + FIELD + "=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
    }
}
