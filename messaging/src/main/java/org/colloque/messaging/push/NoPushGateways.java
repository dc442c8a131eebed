package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/** Stands in where nothing outside can be reached: no gateway is admitted. */
@DefaultBean
@ApplicationScoped
class NoPushGateways implements PushGateways {

    @Override
    public boolean admits(URI gateway) {
        return false;
    }

    @Override
    public Uni<Set<String>> notify(URI gateway, ObjectNode notification) {
        return Uni.createFrom().failure(new IllegalStateException("No push gateway can be reached."));
    }
}
