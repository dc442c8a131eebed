package org.colloque.messaging.accounts.interactive;

import java.util.ArrayList;
import java.util.List;

/** An authentication that is under way: what it is for, and which stages are done. */
record InteractiveSession(String id, String purpose, List<String> completed) {

    InteractiveSession with(String stage) {
        List<String> more = new ArrayList<>(completed);
        more.add(stage);
        return new InteractiveSession(id, purpose, List.copyOf(more));
    }
}
