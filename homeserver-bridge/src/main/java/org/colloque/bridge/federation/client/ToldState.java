package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;

/**
 * The state of an answer to a join, parted before it is read: to read ten thousands of events takes seconds that nobody needs to wait for.
 *
 * @param needed what is read at once
 * @param later  what is read when the answer was given
 */
record ToldState(ArrayNode needed, ArrayNode later, boolean membersOmitted, Set<ServerName> servers) {

    /** Some stand for the room while the others are not read. */
    private static final int MEMBERS_AT_ONCE = 5;
    private static final int MAX_SERVERS = 10_000;

    static ToldState of(ObjectNode answer) {
        boolean omitted = answer.path("members_omitted").asBoolean();
        Set<ServerName> servers = omitted ? new HashSet<>(RemotePdus.servers(answer.path("servers_in_room"), MAX_SERVERS)) : new HashSet<>();
        ToldState told = new ToldState(JsonNodes.array(), JsonNodes.array(), omitted, servers);
        boolean veryMuch = answer.path("state").size() >= EnteredRoom.VERY_MUCH;
        int members = 0;
        for (JsonNode event : answer.path("state")) {
            boolean joined = veryMuch && isJoined(event);
            if (joined) {
                told.addServer(event.path("state_key").asText());
            }
            boolean atOnce = !veryMuch || EnteredRoom.isNeeded(event.path("type").asText()) || joined && members++ < MEMBERS_AT_ONCE;
            (atOnce ? told.needed : told.later).add(event);
        }
        return told;
    }

    private static boolean isJoined(JsonNode event) {
        return event.path("type").asText().equals(EventTypes.MEMBER) && event.path("content").path("membership").asText().equals("join");
    }

    private void addServer(String user) {
        int colon = user.indexOf(':');
        if (colon > 0 && servers.size() < MAX_SERVERS) {
            servers.addAll(RemotePdus.servers(JsonNodes.array().add(user.substring(colon + 1)), 1));
        }
    }

    EnteredRoom entered(ServerName through, Pdu join, List<Pdu> authChain) {
        Optional<Supplier<List<Pdu>>> further = later.isEmpty() ? Optional.empty() : Optional.of(() -> RemotePdus.events(join.roomVersion(), later));
        return new EnteredRoom(through, join.roomVersion(), join, RemotePdus.events(join.roomVersion(), needed), authChain, further,
                membersOmitted, servers);
    }
}
