package org.colloque.messaging.testing;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Waits for what comes later. */
public final class Answers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Answers() {
    }

    /** The item, or the failure as it was thrown. */
    public static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
