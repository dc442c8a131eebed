package org.colloque.messaging.accounts.interactive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;

/** The client has to go through (further) stages: an answer 401 that is no plain error. */
public final class InteractiveAuthRequired extends RuntimeException {

    private final transient ObjectNode body;

    InteractiveAuthRequired(Challenge challenge, InteractiveSession session, Optional<MatrixException> refusal) {
        super("further authentication is needed", null, false, false);
        body = JsonNodeFactory.instance.objectNode();
        ArrayNode flows = body.putArray("flows");
        challenge.flows().forEach(flow -> {
            ArrayNode stages = flows.addObject().putArray("stages");
            flow.forEach(stages::add);
        });
        ObjectNode params = body.putObject("params");
        challenge.params().forEach((type, about) -> about.forEach(params.putObject(type)::put));
        body.put("session", session.id());
        ArrayNode completed = body.putArray("completed");
        session.completed().forEach(completed::add);
        refusal.ifPresent(reason -> body.setAll(reason.body()));
    }

    /** The answer's body. Spec: client-server-api, "User-interactive API in the REST API". */
    public ObjectNode body() {
        return body;
    }
}
