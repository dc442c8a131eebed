package org.colloque.protocol.auth;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** Rule 1: the create event. Spec: rooms/v1, rooms/v11, rooms/v12, "Authorisation rules", rule 1. */
final class CreateRules {

    private CreateRules() {
    }

    static RuleList rules(RoomVersion version) {
        return new RuleList()
                .step(CreateRules::hasNoPreviousEvents)
                .step(version.createEventIsRoomId() ? CreateRules::hasNoRoomId : CreateRules::roomIsOnSendersServer)
                .step(CreateRules::roomVersionIsRecognised)
                .stepIf(!version.implicitRoomCreator(), CreateRules::namesItsCreator)
                .stepIf(version.privilegedCreators(), CreateRules::additionalCreatorsAreUserIds)
                .allow();
    }

    /** Rule 1.1. */
    private static Ruling hasNoPreviousEvents(Attempt attempt) {
        return Ruling.refuseIf(!attempt.event().prevEvents().isEmpty(), "A create event cannot follow other events.");
    }

    /** Rule 1.2 before version 12. */
    private static Ruling roomIsOnSendersServer(Attempt attempt) {
        boolean same = attempt.event().roomId().server().equals(Optional.of(attempt.event().sender().server()));
        return Ruling.refuseIf(!same, "The room's id is not of the sender's server.");
    }

    /** Rule 1.2 of version 12: the room's id is made of the event's own hash, so the event cannot hold it. */
    private static Ruling hasNoRoomId(Attempt attempt) {
        return Ruling.refuseIf(attempt.event().json().has("room_id"), "A create event of this room version has no room_id.");
    }

    /** Rule 1.3. */
    private static Ruling roomVersionIsRecognised(Attempt attempt) {
        JsonNode version = attempt.content().get("room_version");
        boolean recognised = version == null || version.isTextual() && RoomVersions.find(version.textValue()).isPresent();
        return Ruling.refuseIf(!recognised, "The room version is not recognised.");
    }

    /** Rule 1.4 before version 11. */
    private static Ruling namesItsCreator(Attempt attempt) {
        return Ruling.refuseIf(!attempt.content().has("creator"), "The create event does not name its creator.");
    }

    /** Rule 1.4 of version 12. */
    private static Ruling additionalCreatorsAreUserIds(Attempt attempt) {
        JsonNode creators = attempt.content().get("additional_creators");
        if (creators == null) {
            return Ruling.next();
        }
        boolean valid = creators.isArray();
        for (JsonNode creator : creators) {
            valid &= creator.isTextual() && UserIds.isValid(creator.textValue());
        }
        return Ruling.refuseIf(!valid, "The additional creators are not a list of user ids.");
    }
}
