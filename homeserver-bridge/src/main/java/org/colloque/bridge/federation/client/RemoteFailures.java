package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressException.Reason;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/** What another server's refusal or silence means to whoever asked. */
final class RemoteFailures {

    private static final String ROOM_VERSION = "room_version";
    private static final String M_UNRECOGNIZED = Errcode.M_UNRECOGNIZED.name();
    /** Bad request, not found, method not allowed. */
    private static final Set<Integer> UNKNOWN = Set.of(400, 404, 405);
    private static final int BAD_GATEWAY = 502;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** What may be told to a client as it is; in particular nothing that would log the client out. */
    private static final Set<Errcode> PASSED_ON = EnumSet.of(
            Errcode.M_FORBIDDEN, Errcode.M_NOT_FOUND, Errcode.M_BAD_JSON, Errcode.M_NOT_JSON, Errcode.M_INVALID_PARAM,
            Errcode.M_MISSING_PARAM, Errcode.M_UNSUPPORTED_ROOM_VERSION, Errcode.M_INCOMPATIBLE_ROOM_VERSION,
            Errcode.M_UNABLE_TO_AUTHORISE_JOIN, Errcode.M_UNABLE_TO_GRANT_JOIN, Errcode.M_LIMIT_EXCEEDED, Errcode.M_UNRECOGNIZED,
            Errcode.M_BAD_STATE, Errcode.M_INVITE_BLOCKED, Errcode.M_TOO_LARGE, Errcode.M_NOT_YET_UPLOADED);

    private RemoteFailures() {
    }

    static MatrixException of(ServerName server, EgressException failure) {
        return switch (failure.reason()) {
            case REFUSED -> MatrixException.forbidden("Connections to " + server + " are not allowed here.");
            case TIMEOUT -> new MatrixException(Errcode.M_CONNECTION_TIMEOUT, "The server " + server + " did not answer in time.");
            case UNRESOLVED, UNREACHABLE, TOO_LARGE -> new MatrixException(Errcode.M_CONNECTION_FAILED,
                    "The server " + server + (failure.reason() == Reason.TOO_LARGE ? " answered too much." : " cannot be reached."));
        };
    }

    static MatrixException of(ServerName server, EgressResponse response) {
        int status = response.status();
        ObjectNode body = body(response);
        String sentence = JsonNodes.text(body, "error").orElse("The server " + server + " answered " + status + ".");
        Errcode errcode = errcode(JsonNodes.text(body, "errcode").orElse(""));
        boolean passed = status >= CLIENT_ERROR && status < SERVER_ERROR && PASSED_ON.contains(errcode);
        if (!passed) {
            return new MatrixException(Errcode.M_UNKNOWN, sentence).withStatus(BAD_GATEWAY);
        }
        MatrixException refusal = new MatrixException(errcode, sentence).withStatus(status);
        return JsonNodes.text(body, ROOM_VERSION).map(version -> refusal.with(ROOM_VERSION, version)).orElse(refusal);
    }

    /** Whether a server does not know the endpoint, be it that it says so or that something before it answered. */
    static boolean isUnknownEndpoint(EgressResponse response) {
        boolean named = !JsonNodes.text(body(response), "errcode").orElse(M_UNRECOGNIZED).equals(M_UNRECOGNIZED);
        return !named && UNKNOWN.contains(response.status());
    }

    private static ObjectNode body(EgressResponse response) {
        try {
            return MatrixJson.parseObject(response.body());
        } catch (InvalidJsonException invalid) {
            return JsonNodes.object();
        }
    }

    private static Errcode errcode(String name) {
        try {
            return Errcode.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            return Errcode.M_UNKNOWN;
        }
    }
}
