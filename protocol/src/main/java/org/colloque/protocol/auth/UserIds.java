package org.colloque.protocol.auth;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/** User ids as they stand in the content of events: strings that somebody else wrote. */
final class UserIds {

    private UserIds() {
    }

    static boolean isValid(String text) {
        try {
            UserId.parse(text);
            return true;
        } catch (InvalidIdentifierException e) {
            return false;
        }
    }

    /** The one creator that every room version has. */
    static String creatorOf(RoomVersion version, Pdu create) {
        return version.implicitRoomCreator() ? create.sender().value() : Attempt.text(create.content(), "creator");
    }

    /** Those whose power is infinite; nobody before room version 12. Spec: rooms/v12, "Authorisation rules". */
    static Set<String> privilegedCreatorsOf(RoomVersion version, Pdu create) {
        if (!version.privilegedCreators()) {
            return Set.of();
        }
        JsonNode additional = create.content().get("additional_creators");
        if (additional == null || additional.isEmpty()) {
            return Set.of(create.sender().value());
        }
        Set<String> creators = new HashSet<>();
        creators.add(create.sender().value());
        additional.forEach(creator -> creators.add(creator.asText()));
        return creators;
    }
}
