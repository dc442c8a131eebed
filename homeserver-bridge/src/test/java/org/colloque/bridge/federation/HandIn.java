package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** The ways by which another server hands a single member event in. */
enum HandIn {
    JOIN("make_join", "v2/send_join"),
    JOIN_OLDER("make_join", "v1/send_join"),
    KNOCK("make_knock", "v1/send_knock"),
    LEAVE("make_leave", "v2/send_leave"),
    LEAVE_OLDER("make_leave", "v1/send_leave"),
    INVITE("", "v2/invite"),
    INVITE_OLDER("", "v1/invite");

    private final String make;
    private final String send;

    HandIn(String make, String send) {
        this.make = make;
        this.send = send;
    }

    boolean isInvite() {
        return this == INVITE || this == INVITE_OLDER;
    }

    /**
     * The versions of the rooms that are entered this way: knocking came later, the older form of invites is for the oldest rooms. The older
     * forms of joining and leaving bring the same events in another envelope: the oldest rooms and the newest tell them apart.
     */
    Stream<RoomVersion> versions() {
        return RoomVersions.all().stream().filter(version -> switch (this) {
            case KNOCK -> version.knock();
            case JOIN_OLDER, LEAVE_OLDER -> version.equals(RoomVersions.V1) || version.equals(RoomVersions.V12);
            case INVITE_OLDER -> version.givesEventIds();
            default -> true;
        });
    }

    /** The newest of its versions. */
    RoomVersion newest() {
        return versions().reduce((older, newer) -> newer).orElseThrow();
    }

    /** The lies that are refused here: who is not in the room cannot tell what authorises an invite; a wrong hash costs the content alone. */
    Set<Forgery> refusedIn(RoomVersion version) {
        EnumSet<Forgery> lies = Forgery.unlawfulIn(version);
        lies.removeAll(isInvite() ? EnumSet.of(Forgery.AUTHORISED_BY_NOTHING, Forgery.AUTHORISED_BY_WHAT_NOBODY_HAS,
                Forgery.AUTHORISED_TWICE_BY_THE_SAME, Forgery.AUTHORISED_BY_THE_CREATE_EVENT) : EnumSet.of(Forgery.WITH_A_WRONG_HASH));
        return lies;
    }

    /** A door with a true event before it: of this user of the peer in a room here, or an invite of our Alice to a room of the peer. */
    Door open(RoomVersion version, FakePeer peer, Agent alice, UserId user) {
        return isInvite() ? invite(version, peer, alice) : entry(version, peer, alice, user);
    }

    private Door entry(RoomVersion version, FakePeer peer, Agent alice, UserId user) {
        GuestRoom room = GuestRoom.openedBy(alice, version, Map.of("join_rule", this == KNOCK ? "knock" : "public"));
        if (make.equals("make_leave")) {
            room.handIn(peer, "v2/send_join", room.signedJoin(peer, user)).statusCode(200);
        }
        return new Door(this, version, peer, room.id(), room.signed(peer, room.propose(peer, make, user).statusCode(200)));
    }

    private Door invite(RoomVersion version, FakePeer peer, Agent alice) {
        PeerRoom room = new PeerRoom(peer, version, peer.user("zoe"));
        ObjectNode content = JsonNodes.object().put("membership", "invite").put("displayname", "a true name");
        ObjectNode event = room.draft(EventTemplate.state(room.owner(), StateKey.member(alice.userId()), content)).json().deepCopy();
        return new Door(this, version, peer, room.id().value(), event);
    }

    /** @param honest a true event, signed */
    record Door(HandIn way, RoomVersion version, FakePeer peer, String room, ObjectNode honest) {

        /** The true event after a change, with the right hash and signature. */
        ObjectNode changed(Consumer<ObjectNode> change) {
            ObjectNode event = honest.deepCopy();
            change.accept(event);
            return forger().seal(event);
        }

        Forger forger() {
            return new Forger(version, peer.name(), peer.key());
        }

        ValidatableResponse handIn(JsonNode event) {
            return handIn(room, id(event), event);
        }

        ValidatableResponse handIn(String inRoom, String eventId, JsonNode event) {
            return new PeerRequests(peer).put(target(inRoom, eventId), body(event));
        }

        ValidatableResponse handInText(String text) {
            return new PeerRequests(peer).putText(target(room, id(honest)), body(honest), text);
        }

        /** The true request as it goes over the wire. */
        String text() {
            return new String(CanonicalJson.lenientBytes(body(honest)), StandardCharsets.UTF_8);
        }

        /** The event's id, or another where it cannot have one. */
        String id(JsonNode event) {
            try {
                return PeerEvents.id(version, (ObjectNode) event);
            } catch (RuntimeException unlawful) {
                return "$unnamedAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
            }
        }

        private JsonNode body(JsonNode event) {
            return way == INVITE ? JsonNodes.object().put("room_version", version.id()).<ObjectNode>set("event", event)
                    .set("invite_room_state", JsonNodes.array()) : event;
        }

        private String target(String inRoom, String eventId) {
            return "/_matrix/federation/" + way.send + "/" + PeerEvents.encode(inRoom) + "/" + PeerEvents.encode(eventId);
        }
    }
}
