package org.colloque.messaging.sync;

import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.filter.SyncFilter;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.stream.SyncToken;

/** What a client asked of a sync. Spec: client-server-api, {@code GET /sync}. */
public record SyncRequest(Requester requester, Optional<SyncToken> since, SyncFilter filter, Options options) {

    /**
     * @param timeout how long to wait for news
     */
    public record Options(boolean fullState, StateAt stateAt, Optional<String> presence, Duration timeout) {
    }

    /** Where the state of a room is taken, and how the answer names it. */
    public enum StateAt {
        START("state"),
        END("state_after"),
        /** As long as clients ask by the name that the proposal MSC4222 used. */
        END_BY_PROPOSAL("org.matrix.msc4222.state_after");

        private final String field;

        StateAt(String field) {
            this.field = field;
        }

        public String field() {
            return field;
        }

        public boolean isEnd() {
            return this != START;
        }
    }

    public boolean isFirst() {
        return since.isEmpty();
    }

    /** Whether the answer comes at once. */
    public boolean isImmediate() {
        return isFirst() || options.fullState() || options.timeout().isZero();
    }
}
