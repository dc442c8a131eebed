package org.colloque.messaging.oauth;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client asks somebody for. Spec: client-server-api, "Authorisation code flow"; RFC 6749, section 4.1.1; RFC 7636.
 *
 * @param challenge base64url of the SHA-256 of what the client will prove to know
 * @param creates   whether the client thinks that the person has no account yet
 */
public record AuthorizationRequest(OAuthClient client, Callback callback, Scope scope, String challenge, boolean creates) {

    /** What an S256 challenge looks like. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /**
     * Reads what is left once client and redirection are known to be good, so that refusals go to the client.
     *
     * @throws OAuthException with the error to redirect with
     */
    static AuthorizationRequest read(OAuthClient client, Callback callback, Parameters given) {
        if (!given.get("response_type").equals("code")) {
            throw new OAuthException("unsupported_response_type", "The one response_type is code.");
        }
        if (!client.uses(ClientMetadata.CODE_GRANT)) {
            throw new OAuthException("unauthorized_client", "The client did not register for this grant type.");
        }
        if (given.find("request").isPresent() || given.find("request_uri").isPresent()) {
            throw new OAuthException("request_not_supported", "Requests are parameters here.");
        }
        Optional<String> prompt = given.find("prompt");
        if (prompt.filter("none"::equals).isPresent()) {
            throw new OAuthException("interaction_required", "The person is always asked.");
        }
        return new AuthorizationRequest(client, callback, Scope.read(given.get("scope")), challenge(given), prompt.filter("create"::equals).isPresent());
    }

    private static String challenge(Parameters given) {
        String challenge = given.get("code_challenge");
        if (!given.find("code_challenge_method").filter("S256"::equals).isPresent() || !CHALLENGE.matcher(challenge).matches()) {
            throw OAuthException.invalidRequest("A code_challenge by S256 is needed.");
        }
        return challenge;
    }
}
