package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;

/**
 * One stream of what clients see. Adds to the answer of a pass what the stream holds between the pass's ends, filtered. One bean for
 * each stream; they are asked one after the other, by rising order.
 */
public interface SyncSource {

    /** Timelines come first, what builds on them after. */
    int TIMELINES = 10;
    int RELATIONS = 15;
    int STATES = 20;
    int OTHERS = 50;

    default int order() {
        return OTHERS;
    }

    Uni<Void> contribute(SyncPass pass);
}
