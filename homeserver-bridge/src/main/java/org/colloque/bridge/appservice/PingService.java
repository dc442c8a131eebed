package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.json.JsonNodes;

/** Lets application services find out whether they can be reached. Spec: application-service-api, "Pinging". */
@ApplicationScoped
public class PingService {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServiceClient client;
    private final ServiceQueues queues;
    private final Clock clock;

    PingService(ServiceClient client, ServiceQueues queues, Clock clock) {
        this.client = client;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * How many milliseconds the application service took to answer. Fails with {@code M_URL_NOT_SET}, {@code M_BAD_STATUS},
     * {@code M_CONNECTION_FAILED} or {@code M_CONNECTION_TIMEOUT}.
     */
    public Uni<Long> ping(ApplicationService service, Optional<String> transactionId) {
        if (service.url().isEmpty()) {
            throw new MatrixException(Errcode.M_URL_NOT_SET, "The registration of this application service has no url.");
        }
        ObjectNode body = JsonNodes.object();
        transactionId.ifPresent(id -> body.put("transaction_id", id));
        long begun = clock.millis();
        return client.post(service, "/ping", body, PATIENCE)
                .onFailure(EgressException.class).transform(failure -> failed((EgressException) failure))
                .map(answer -> {
                    requireSuccess(answer);
                    queues.alive(service);
                    return clock.millis() - begun;
                });
    }

    private static MatrixException failed(EgressException failure) {
        return failure.reason() == EgressException.Reason.TIMEOUT
                ? new MatrixException(Errcode.M_CONNECTION_TIMEOUT, "The application service did not answer in time.")
                : new MatrixException(Errcode.M_CONNECTION_FAILED, "The application service could not be reached.");
    }

    private static void requireSuccess(EgressResponse answer) {
        if (!ServiceClient.isSuccess(answer)) {
            throw new MatrixException(Errcode.M_BAD_STATUS, "The application service answered " + answer.status() + ".")
                    .with("status", answer.status()).with("body", new String(answer.body(), StandardCharsets.UTF_8));
        }
    }
}
