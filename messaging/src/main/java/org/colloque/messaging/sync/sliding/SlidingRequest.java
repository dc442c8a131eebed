package org.colloque.messaging.sync.sliding;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.id.RoomId;

/**
 * What a client asked. Spec: MSC4186, "Request Body".
 *
 * @param connection its {@code conn_id}; empty when it gave none
 * @param pos        the position that it came with
 */
public record SlidingRequest(Requester requester, String connection, Optional<SlidingPosition> pos, Rules rules, ExtensionConfigs extensions,
        Options options) {

    /** Which rooms are wanted, and what of them. */
    public record Rules(Map<String, SlidingList> lists, Map<RoomId, RoomConfig> subscriptions) {
    }

    /**
     * @param timeout     how long to wait for news
     * @param transaction what the answer repeats
     */
    public record Options(Duration timeout, Optional<String> presence, Dialect dialect, Optional<String> transaction) {
    }

    /** How fields of the answer are called. Spec: MSC4186, "Changelog". */
    public enum Dialect {
        UNSTABLE("invite_state", "unstable_expanded_timeline"),
        STABLE("stripped_state", "expanded_timeline");

        private final String stripped;
        private final String expanded;

        Dialect(String stripped, String expanded) {
            this.stripped = stripped;
            this.expanded = expanded;
        }

        String stripped() {
            return stripped;
        }

        String expanded() {
            return expanded;
        }
    }

    boolean isFirst() {
        return pos.isEmpty();
    }

    boolean isImmediate() {
        return isFirst() || options.timeout().isZero();
    }

    ConnectionId connectionId() {
        return new ConnectionId(requester.user(), requester.device(), connection);
    }
}
