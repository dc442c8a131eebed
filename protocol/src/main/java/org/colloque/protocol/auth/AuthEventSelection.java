package org.colloque.protocol.auth;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * Which slots of the room state give an event's sender the permission to send it.
 *
 * <p>Spec: server-server-api, "Auth events selection"; rooms/v12, "Authorisation rules" (the create event is not selected).
 */
public final class AuthEventSelection {

    private AuthEventSelection() {
    }

    /** The slots for an event that exists. */
    public static Set<StateKey> slotsFor(Pdu event) {
        return slotsFor(event.roomVersion(), event.type(), event.stateKey(), event.sender(), event.content());
    }

    /**
     * The slots for an event with these properties. The event's {@code auth_events} are the current events of those slots that are filled.
     * Empty for the create event. To authorise an event one needs these and, in every room version, the create event.
     */
    public static Set<StateKey> slotsFor(RoomVersion version, String type, Optional<String> stateKey, UserId sender, ObjectNode content) {
        if (type.equals(EventTypes.CREATE)) {
            return Set.of();
        }
        Set<StateKey> slots = new LinkedHashSet<>();
        if (!version.createEventIsRoomId()) {
            slots.add(StateSlots.CREATE);
        }
        slots.add(StateSlots.POWER_LEVELS);
        slots.add(StateKey.member(sender));
        if (type.equals(EventTypes.MEMBER) && stateKey.isPresent()) {
            addForMembership(slots, version, stateKey.get(), content);
        }
        return slots;
    }

    private static void addForMembership(Set<StateKey> slots, RoomVersion version, String target, ObjectNode content) {
        String membership = Attempt.text(content, "membership");
        slots.add(StateSlots.member(target));
        if (membership.equals("join") || membership.equals("invite") || version.knock() && membership.equals("knock")) {
            slots.add(StateSlots.JOIN_RULES);
        }
        String token = thirdPartyToken(content);
        if (membership.equals("invite") && !token.isEmpty()) {
            slots.add(StateSlots.thirdPartyInvite(token));
        }
        String authoriser = Attempt.text(content, "join_authorised_via_users_server");
        if (membership.equals("join") && version.restricted() && !authoriser.isEmpty()) {
            slots.add(StateSlots.member(authoriser));
        }
    }

    /** Empty when the content holds no well-formed third-party invite. */
    private static String thirdPartyToken(JsonNode content) {
        return Attempt.text(content.path("third_party_invite").path("signed"), "token");
    }
}
