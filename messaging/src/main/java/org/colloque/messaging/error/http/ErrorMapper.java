package org.colloque.messaging.error.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.json.InvalidJsonException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure into the specification's error answer. What was not expected is logged with a correlation id, and the
 * answer says no more than that id.
 *
 * <p>Spec: client-server-api, "Standard error response".
 */
public class ErrorMapper {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);
    /** Spec: PostgreSQL's error codes, {@code character_not_in_repertoire}. */
    private static final String INVALID_CHARACTER = "22021";
    private static final int MOST_CAUSES = 10;

    @ServerExceptionMapper
    Response matrix(MatrixException refusal) {
        return answer(refusal);
    }

    @ServerExceptionMapper
    Response identifier(InvalidIdentifierException invalid) {
        return answer(MatrixException.invalidParam(invalid.getMessage()));
    }

    @ServerExceptionMapper
    Response json(InvalidJsonException invalid) {
        return answer(new MatrixException(invalid.isMalformed() ? Errcode.M_NOT_JSON : Errcode.M_BAD_JSON, invalid.getMessage()));
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException invalid) {
        return answer(new MatrixException(Errcode.M_NOT_JSON, "The body is not valid JSON."));
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException unknown) {
        return answer(new MatrixException(Errcode.M_UNRECOGNIZED, "There is no such endpoint."));
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException unknown) {
        return answer(new MatrixException(Errcode.M_UNRECOGNIZED, "This endpoint does not take this method.").withStatus(405));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        if (status >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            return unexpected(failure);
        }
        return answer(new MatrixException(Errcode.M_UNRECOGNIZED, "The request was not understood.").withStatus(status));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (holdsNul(failure)) {
            return answer(MatrixException.badJson("The character NUL cannot be kept here."));
        }
        String correlation = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected failure %s", correlation);
        return answer(new MatrixException(Errcode.M_UNKNOWN, "Something went wrong on the server (" + correlation + ")."));
    }

    /** JSON and addresses may hold the character NUL, PostgreSQL's texts may not: it refuses the parameter, and nothing was done. */
    private static boolean holdsNul(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES)
                .anyMatch(cause -> cause instanceof SQLException refused && INVALID_CHARACTER.equals(refused.getSQLState()));
    }

    private static Response answer(MatrixException refusal) {
        Response.ResponseBuilder response = Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE).entity(refusal.body());
        if (refusal.errcode() == Errcode.M_LIMIT_EXCEEDED && refusal.body().has("retry_after_ms")) {
            response.header("Retry-After", Math.max(1, refusal.body().get("retry_after_ms").asLong() / 1000));
        }
        return response.build();
    }
}
