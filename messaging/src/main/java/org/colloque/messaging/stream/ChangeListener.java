package org.colloque.messaging.stream;

import java.util.List;

/**
 * Told of changes by the tail, in order of position, on every node, before any sync that waits for them goes on. One bean for
 * each cache that lives on changes.
 */
public interface ChangeListener {

    /** Takes note of the changes; must not block and not fail. */
    void changed(List<Change> changes);

    /** The tail lost its place (a gap it could not fill): whatever was kept in memory is to be dropped. */
    void reset();
}
