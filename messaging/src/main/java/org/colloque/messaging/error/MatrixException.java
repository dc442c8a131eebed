package org.colloque.messaging.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal that the caller is told of: HTTP status, error code, a sentence for the person, and what else the answer holds.
 *
 * <p>Spec: client-server-api, "Standard error response".
 */
public final class MatrixException extends RuntimeException {

    private final int status;
    private final Errcode errcode;
    private final ObjectNode details;

    public MatrixException(int status, Errcode errcode, String sentence, ObjectNode details) {
        super(sentence, null, false, false);
        this.status = status;
        this.errcode = errcode;
        this.details = details;
    }

    public MatrixException(Errcode errcode, String sentence) {
        this(errcode.status(), errcode, sentence, JsonNodeFactory.instance.objectNode());
    }

    public static MatrixException forbidden(String sentence) {
        return new MatrixException(Errcode.M_FORBIDDEN, sentence);
    }

    public static MatrixException notFound(String sentence) {
        return new MatrixException(Errcode.M_NOT_FOUND, sentence);
    }

    public static MatrixException badJson(String sentence) {
        return new MatrixException(Errcode.M_BAD_JSON, sentence);
    }

    public static MatrixException invalidParam(String sentence) {
        return new MatrixException(Errcode.M_INVALID_PARAM, sentence);
    }

    public static MatrixException missingParam(String sentence) {
        return new MatrixException(Errcode.M_MISSING_PARAM, sentence);
    }

    /** Too many requests; the client may try again after {@code retryAfterMilliseconds}. */
    public static MatrixException limitExceeded(long retryAfterMilliseconds) {
        return new MatrixException(Errcode.M_LIMIT_EXCEEDED, "Too many requests: wait a little and try again.")
                .with("retry_after_ms", retryAfterMilliseconds);
    }

    /** The same refusal under another HTTP status. */
    public MatrixException withStatus(int otherStatus) {
        return new MatrixException(otherStatus, errcode, getMessage(), details);
    }

    /** The same refusal with one more field in its answer. */
    public MatrixException with(String field, Object value) {
        ObjectNode more = details.deepCopy();
        more.putPOJO(field, value);
        return new MatrixException(status, errcode, getMessage(), more);
    }

    public int status() {
        return status;
    }

    public Errcode errcode() {
        return errcode;
    }

    /** The answer's body: {@code errcode}, {@code error} and the details. */
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("errcode", errcode.name());
        body.put("error", getMessage());
        body.setAll(details);
        return body;
    }
}
