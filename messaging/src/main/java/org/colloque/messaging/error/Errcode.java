package org.colloque.messaging.error;

/**
 * The error codes of the specification, each with the HTTP status that it usually comes with.
 *
 * <p>Spec: client-server-api, "Standard error response".
 */
public enum Errcode {
    M_FORBIDDEN(403),
    M_UNKNOWN_TOKEN(401),
    M_MISSING_TOKEN(401),
    M_USER_LOCKED(401),
    M_USER_SUSPENDED(403),
    M_BAD_JSON(400),
    M_NOT_JSON(400),
    M_NOT_FOUND(404),
    M_LIMIT_EXCEEDED(429),
    M_UNRECOGNIZED(404),
    M_UNKNOWN(500),
    M_UNAUTHORIZED(401),
    M_USER_DEACTIVATED(403),
    M_USER_IN_USE(400),
    M_INVALID_USERNAME(400),
    M_ROOM_IN_USE(400),
    M_INVALID_ROOM_STATE(400),
    M_THREEPID_IN_USE(400),
    M_THREEPID_NOT_FOUND(400),
    M_THREEPID_DENIED(403),
    M_TERMS_NOT_SIGNED(403),
    M_UNSUPPORTED_ROOM_VERSION(400),
    M_INCOMPATIBLE_ROOM_VERSION(400),
    M_BAD_STATE(403),
    M_BAD_STATUS(502),
    M_GUEST_ACCESS_FORBIDDEN(403),
    M_MISSING_PARAM(400),
    M_INVALID_PARAM(400),
    M_TOO_LARGE(413),
    M_EXCLUSIVE(400),
    M_RESOURCE_LIMIT_EXCEEDED(403),
    M_CANNOT_LEAVE_SERVER_NOTICE_ROOM(403),
    M_WEAK_PASSWORD(400),
    M_UNABLE_TO_AUTHORISE_JOIN(400),
    M_UNABLE_TO_GRANT_JOIN(400),
    M_DUPLICATE_ANNOTATION(400),
    M_NOT_YET_UPLOADED(504),
    M_CANNOT_OVERWRITE_MEDIA(409),
    M_WRONG_ROOM_KEYS_VERSION(403),
    M_INVALID_SIGNATURE(400),
    M_UNKNOWN_POS(400),
    M_CONNECTION_FAILED(502),
    M_CONNECTION_TIMEOUT(504),
    M_CAPTCHA_NEEDED(401),
    M_UNKNOWN_DEVICE(400),
    M_BAD_ALIAS(400),
    M_URL_NOT_SET(400),
    M_THREEPID_AUTH_FAILED(400),
    M_SERVER_NOT_TRUSTED(400),
    M_PROFILE_TOO_LARGE(400),
    M_KEY_TOO_LARGE(400),
    M_INVITE_BLOCKED(403);

    private final int status;

    Errcode(int status) {
        this.status = status;
    }

    /** The HTTP status that this code usually comes with. */
    public int status() {
        return status;
    }
}
