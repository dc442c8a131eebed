package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.colloque.messaging.error.Errcode;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.jboss.logging.Logger;

/** What several servers answered to the same question, each within the time that a client waits. */
final class RemoteAnswers {

    private static final Logger LOG = Logger.getLogger(RemoteAnswers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 32;

    private final Map<ServerName, ObjectNode> answers = new HashMap<>();
    private final ObjectNode failures = JsonNodes.object();

    private RemoteAnswers() {
    }

    /** Asks all servers side by side; one that fails or is slow costs its own answer. */
    static Uni<RemoteAnswers> gather(Collection<ServerName> servers, Function<ServerName, Uni<ObjectNode>> question) {
        RemoteAnswers gathered = new RemoteAnswers();
        return Multi.createFrom().iterable(servers)
                .onItem().transformToUni(server -> Uni.createFrom().deferred(() -> question.apply(server))
                        .ifNoItem().after(PATIENCE).fail()
                        .invoke(answer -> gathered.answered(server, answer))
                        .onFailure().recoverWithItem(failure -> gathered.failed(server, failure)))
                .merge(AT_ONCE).collect().last().replaceWith(gathered);
    }

    Map<ServerName, ObjectNode> answers() {
        return answers;
    }

    /** The servers that could not be reached, as clients are told. */
    ObjectNode failures() {
        return failures;
    }

    /** Copies the entries by user of one field of all answers, of those users that the server was asked for. */
    void copy(String field, BiPredicate<ServerName, UserId> wanted, ObjectNode into) {
        answers.forEach((server, answer) -> answer.path(field).properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode && isWanted(server, entry.getKey(), wanted)) {
                into.set(entry.getKey(), entry.getValue());
            }
        }));
    }

    private static boolean isWanted(ServerName server, String user, BiPredicate<ServerName, UserId> wanted) {
        try {
            return wanted.test(server, new UserId(user));
        } catch (InvalidIdentifierException invalid) {
            return false;
        }
    }

    private synchronized void answered(ServerName server, ObjectNode answer) {
        answers.put(server, answer);
    }

    private synchronized ObjectNode failed(ServerName server, Throwable failure) {
        LOG.debugf("%s did not answer: %s", server, failure.getMessage());
        failures.putObject(server.value()).put("errcode", Errcode.M_UNKNOWN.name()).put("error", "The server cannot be reached.")
                .put("status", 503);
        return failures;
    }
}
