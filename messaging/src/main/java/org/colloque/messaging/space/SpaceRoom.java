package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One room of a tree.
 *
 * @param summary  as "RoomSummary" of the specification
 * @param children in the order in which they are shown; empty when the room is no space
 */
record SpaceRoom(ObjectNode summary, List<SpaceChild> children) {

    SpaceRoom onlySuggested(boolean only) {
        return only ? new SpaceRoom(summary, children.stream().filter(SpaceChild::suggested).toList()) : this;
    }

    /** An entry of the answer. Spec: client-server-api, "SpaceHierarchyRoomsChunk". */
    ObjectNode json() {
        ObjectNode json = summary.deepCopy();
        var state = json.putArray("children_state");
        children.forEach(child -> state.add(child.stripped()));
        return json;
    }
}
