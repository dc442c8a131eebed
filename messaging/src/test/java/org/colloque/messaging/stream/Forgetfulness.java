package org.colloque.messaging.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the node forget recent changes, so that every token is older than its memory. */
@ApplicationScoped
public class Forgetfulness {

    @Inject
    RecentChanges recent;
    @Inject
    StreamTail tail;

    public void forget() {
        tail.catchUp().await().indefinitely();
        recent.restart(recent.newest());
    }

    /** Makes one memory forget what it holds; the log goes on after the position. */
    public static void forget(RecentChanges recent, long position) {
        recent.restart(position);
    }
}
