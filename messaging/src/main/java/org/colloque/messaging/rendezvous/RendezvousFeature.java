package org.colloque.messaging.rendezvous;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.colloque.messaging.accounts.UnstableFeatures;

/** Tells clients that devices can meet here. Spec: MSC4108 of 2024, "Unstable prefix"; MSC4388 is found by asking its endpoint. */
@ApplicationScoped
class RendezvousFeature implements UnstableFeatures {

    @Override
    public Map<String, Boolean> unstableFeatures() {
        return Map.of("org.matrix.msc4108", true, "io.element.msc4388", true);
    }
}
