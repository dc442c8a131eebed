package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.bridge.federation.WithoutNul;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.jboss.logging.Logger;

/** The EDUs of a transaction, in their order; unknown and malformed ones are left out. */
@ApplicationScoped
class EduIntake {

    private static final Logger LOG = Logger.getLogger(EduIntake.class);

    private final Map<String, EduReceiver> receivers;

    EduIntake(@All List<EduReceiver> receivers) {
        this.receivers = receivers.stream().collect(Collectors.toMap(EduReceiver::type, Function.identity()));
    }

    Uni<Void> take(ServerName origin, JsonNode list) {
        return Multi.createFrom().iterable(list)
                .onItem().transformToUniAndConcatenate(edu -> one(origin, edu))
                .collect().last().replaceWithVoid();
    }

    private Uni<Void> one(ServerName origin, JsonNode edu) {
        EduReceiver receiver = receivers.get(edu.path("edu_type").asText());
        if (receiver == null || !(edu.path("content") instanceof ObjectNode content)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().deferred(() -> receiver.receive(origin, WithoutNul.of(content)))
                .onFailure(EduIntake::isMalformed).recoverWithItem(failure -> {
                    LOG.debugf("An EDU of type %s from %s was left out: %s", receiver.type(), origin, failure.getMessage());
                    return null;
                });
    }

    private static boolean isMalformed(Throwable failure) {
        return failure instanceof MatrixException || failure instanceof InvalidIdentifierException;
    }
}
