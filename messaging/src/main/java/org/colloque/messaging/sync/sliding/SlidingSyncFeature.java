package org.colloque.messaging.sync.sliding;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.colloque.messaging.accounts.UnstableFeatures;

/** Tells clients that there is sliding sync. Spec: MSC4186, "Unstable prefix". */
@ApplicationScoped
class SlidingSyncFeature implements UnstableFeatures {

    @Override
    public Map<String, Boolean> unstableFeatures() {
        return Map.of("org.matrix.simplified_msc3575", true);
    }
}
