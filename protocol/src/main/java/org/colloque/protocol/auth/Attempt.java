package org.colloque.protocol.auth;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.room.RoomVersion;

/** An event that asks to enter a room in a certain state: what the rules look at, each part looked up once. */
final class Attempt {
    private final Pdu event;
    private final AuthState state;
    private PowerLevels powerLevels;
    private String senderMembership;
    private String targetMembership;

    Attempt(Pdu event, AuthState state) {
        this.event = event;
        this.state = state;
    }

    Pdu event() {
        return event;
    }

    AuthState state() {
        return state;
    }

    RoomVersion version() {
        return event.roomVersion();
    }

    boolean isType(String type) {
        return event.type().equals(type);
    }

    ObjectNode content() {
        return event.content();
    }

    /** A string of the event's content, or the empty string when it is absent or of another type. */
    String contentText(String key) {
        return text(event.content(), key);
    }

    String sender() {
        return event.sender().value();
    }

    /** The state key, or the empty string for an event without one. */
    String target() {
        return event.stateKey().orElse("");
    }

    boolean senderIsTarget() {
        return sender().equals(target());
    }

    /** The create event; only to be called by rules that come after the one that requires it. */
    Pdu create() {
        return state.create().orElseThrow();
    }

    String senderMembership() {
        if (senderMembership == null) {
            senderMembership = membershipOf(sender());
        }
        return senderMembership;
    }

    boolean senderIs(String membership) {
        return senderMembership().equals(membership);
    }

    String targetMembership() {
        if (targetMembership == null) {
            targetMembership = senderIsTarget() ? senderMembership() : membershipOf(target());
        }
        return targetMembership;
    }

    boolean targetIs(String membership) {
        return targetMembership().equals(membership);
    }

    /** The user's current membership; {@code leave} for one who never had any. */
    String membershipOf(String userId) {
        return state.get(StateSlots.member(userId)).map(member -> text(member.content(), "membership")).orElse("leave");
    }

    /** The room's join rule; {@code invite} when none is set. */
    String joinRule() {
        return state.get(StateSlots.JOIN_RULES).map(rules -> text(rules.content(), "join_rule")).filter(rule -> !rule.isEmpty()).orElse("invite");
    }

    Optional<Pdu> powerLevelsEvent() {
        return state.get(StateSlots.POWER_LEVELS);
    }

    PowerLevels powerLevels() {
        if (powerLevels == null) {
            powerLevels = PowerLevels.of(version(), create(), powerLevelsEvent());
        }
        return powerLevels;
    }

    /** Whether this value is a power level in the event's room version. */
    boolean isLevel(JsonNode value) {
        return LevelFormat.of(version()).read(value).isPresent();
    }

    long senderLevel() {
        return powerLevels().levelOf(sender());
    }

    long targetLevel() {
        return powerLevels().levelOf(target());
    }

    static String text(JsonNode object, String key) {
        JsonNode value = object.get(key);
        return value != null && value.isTextual() ? value.textValue() : "";
    }
}
