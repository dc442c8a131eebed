package org.colloque.messaging.event;

import java.util.Map;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.organicdesign.fp.collections.PersistentHashMap;

/**
 * Who is in a room, counted. Immutable.
 *
 * @param joined          how many users are joined
 * @param invited         how many users are invited
 * @param localJoined     how many users of this server are joined
 * @param joinedByServer  how many users of each server are joined; servers without any are absent
 */
public record RoomMembers(int joined, int invited, int localJoined, Map<ServerName, Integer> joinedByServer) {

    public static final RoomMembers NONE = new RoomMembers(0, 0, 0, PersistentHashMap.empty());

    /** The members after a user's membership changed; {@code leave} stands for none. */
    public RoomMembers changed(UserId user, String from, String to, ServerName thisServer) {
        int join = count(to, "join") - count(from, "join");
        int invite = count(to, "invite") - count(from, "invite");
        int local = user.isOn(thisServer) ? join : 0;
        return new RoomMembers(joined + join, invited + invite, localJoined + local, joinedByServer(user, join));
    }

    private Map<ServerName, Integer> joinedByServer(UserId user, int change) {
        if (change == 0) {
            return joinedByServer;
        }
        PersistentHashMap<ServerName, Integer> servers = joinedByServer instanceof PersistentHashMap<ServerName, Integer> map
                ? map : PersistentHashMap.of(joinedByServer.entrySet());
        ServerName server = user.server();
        Integer before = servers.get(server);
        int after = (before == null ? 0 : before) + change;
        return after > 0 ? servers.assoc(server, after) : servers.without(server);
    }

    private static int count(String membership, String counted) {
        return membership.equals(counted) ? 1 : 0;
    }
}
