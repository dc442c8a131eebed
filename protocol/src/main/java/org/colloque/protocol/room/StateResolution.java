package org.colloque.protocol.room;

/** The algorithm that resolves forks of the state. */
public enum StateResolution {
    /** Room version 1: by depth. Spec: rooms/v1, "State resolution". */
    V1,
    /** Room versions 2 to 11. Spec: rooms/v2, "State resolution". */
    V2,
    /** From room version 12 on: starts from an empty state and adds the conflicted subgraph. Spec: rooms/v12, "State resolution". */
    V2_1
}
