/**
 * Room versions as data: which rules apply to the events of a room. {@link org.colloque.protocol.room.RoomVersions} writes each version as its
 * difference from the one before; the packages {@code event}, {@code auth} and {@code state} read it. Spec: rooms.
 */
package org.colloque.protocol.room;
