package org.colloque.messaging.oauth;

/** A refusal in the words of OAuth 2.0. Spec: RFC 6749, "Error Response"; RFC 7591, RFC 7009, RFC 8628. */
public final class OAuthException extends RuntimeException {

    private static final int BAD_REQUEST = 400;

    private final String error;
    private final int status;

    private OAuthException(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    public OAuthException(String error, String description) {
        this(BAD_REQUEST, error, description);
    }

    public static OAuthException invalidRequest(String description) {
        return new OAuthException("invalid_request", description);
    }

    public static OAuthException invalidGrant(String description) {
        return new OAuthException("invalid_grant", description);
    }

    public static OAuthException invalidMetadata(String description) {
        return new OAuthException("invalid_client_metadata", description);
    }

    /** The client is not known, or was forgotten: it has to register again. */
    public static OAuthException unknownClient() {
        return new OAuthException(401, "invalid_client", "This client is not registered.");
    }

    public String error() {
        return error;
    }

    /** The HTTP status that it comes with where it is the answer to a client. */
    public int status() {
        return status;
    }
}
