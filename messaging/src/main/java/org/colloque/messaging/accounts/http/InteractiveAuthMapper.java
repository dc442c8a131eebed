package org.colloque.messaging.accounts.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.colloque.messaging.accounts.interactive.InteractiveAuthRequired;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Asks the client for further authentication. Spec: client-server-api, "User-interactive API in the REST API". */
public class InteractiveAuthMapper {

    @ServerExceptionMapper
    Response ask(InteractiveAuthRequired required) {
        return Response.status(Response.Status.UNAUTHORIZED).type(MediaType.APPLICATION_JSON_TYPE).entity(required.body()).build();
    }
}
