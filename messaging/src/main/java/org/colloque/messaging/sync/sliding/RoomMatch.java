package org.colloque.messaging.sync.sliding;

import java.util.List;
import org.colloque.messaging.sync.RoomMembership;

/**
 * A room that a rule of the request matches.
 *
 * @param lists      the lists in whose ranges it is
 * @param subscribed whether it is subscribed to
 * @param config     what all rules together want of it
 * @param activity   the position of its last event
 */
record RoomMatch(RoomMembership membership, List<String> lists, boolean subscribed, RoomConfig config, long activity) {
}
