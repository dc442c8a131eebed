package org.colloque.messaging.delayed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.colloque.messaging.accounts.UnstableFeatures;

/** Tells clients that events can be delayed. Spec: MSC4140, "Unstable prefix". */
@ApplicationScoped
class DelayedEventsFeature implements UnstableFeatures {

    @Override
    public Map<String, Boolean> unstableFeatures() {
        return Map.of("org.matrix.msc4140", true);
    }
}
