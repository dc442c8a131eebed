package org.colloque.interop;

import java.util.function.Consumer;

/**
 * One thing that must work across the border.
 *
 * @param since the first room version that has it; 0 when it has to do with no room version
 * @param core  whether a quick run plays it in every room version; else in the newest alone
 * @param play  plays it once; fails when it does not end as it must
 */
record Scenario(String name, int since, boolean core, Consumer<Stage> play) {

    static Scenario inRoomsSince(int version, String name, Consumer<Stage> play) {
        return new Scenario(name, version, false, play);
    }

    static Scenario inRooms(String name, Consumer<Stage> play) {
        return inRoomsSince(1, name, play);
    }

    static Scenario anywhere(String name, Consumer<Stage> play) {
        return inRoomsSince(0, name, play);
    }

    Scenario asCore() {
        return new Scenario(name, since, true, play);
    }
}
