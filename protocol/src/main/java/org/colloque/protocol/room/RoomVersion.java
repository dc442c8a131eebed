package org.colloque.protocol.room;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of one room version. Two versions differ in nothing but this data; {@link RoomVersions} holds those that are
 * known. Spec: rooms.
 */
public record RoomVersion(
        String id, EventIdFormat eventIdFormat, StateResolution stateResolution, RedactionRules redactionRules, Set<Rule> rules) {

    public RoomVersion {
        EnumSet<Rule> copy = EnumSet.noneOf(Rule.class);
        copy.addAll(rules);
        rules = Collections.unmodifiableSet(copy);
    }

    RoomVersion next(String nextId, Rule... added) {
        EnumSet<Rule> more = EnumSet.noneOf(Rule.class);
        more.addAll(rules);
        more.addAll(List.of(added));
        return new RoomVersion(nextId, eventIdFormat, stateResolution, redactionRules, more);
    }

    RoomVersion without(Rule gone) {
        EnumSet<Rule> fewer = EnumSet.noneOf(Rule.class);
        fewer.addAll(rules);
        fewer.remove(gone);
        return new RoomVersion(id, eventIdFormat, stateResolution, redactionRules, fewer);
    }

    RoomVersion naming(EventIdFormat format) {
        return new RoomVersion(id, format, stateResolution, redactionRules, rules);
    }

    RoomVersion resolving(StateResolution algorithm) {
        return new RoomVersion(id, eventIdFormat, algorithm, redactionRules, rules);
    }

    RoomVersion redacting(RedactionRules other) {
        return new RoomVersion(id, eventIdFormat, stateResolution, other, rules);
    }

    public boolean has(Rule rule) {
        return rules.contains(rule);
    }

    /** Whether event ids are chosen and written into the events; they are hashes otherwise. */
    public boolean givesEventIds() {
        return eventIdFormat == EventIdFormat.GIVEN;
    }

    public boolean authorisesRedactions() {
        return has(Rule.REDACTIONS_ARE_AUTHORISED);
    }

    public boolean aliasesBelongToServers() {
        return has(Rule.ALIASES_BELONG_TO_SERVERS);
    }

    public boolean knock() {
        return has(Rule.KNOCK);
    }

    public boolean restricted() {
        return has(Rule.RESTRICTED);
    }

    public boolean knockRestricted() {
        return has(Rule.KNOCK_RESTRICTED);
    }

    public boolean integerPowerLevels() {
        return has(Rule.INTEGER_POWER_LEVELS);
    }

    public boolean limitNotificationsPowerLevels() {
        return has(Rule.LIMIT_NOTIFICATIONS_POWER_LEVELS);
    }

    public boolean privilegedCreators() {
        return has(Rule.PRIVILEGED_CREATORS);
    }

    public boolean createEventIsRoomId() {
        return has(Rule.CREATE_EVENT_IS_ROOM_ID);
    }

    public boolean implicitRoomCreator() {
        return has(Rule.IMPLICIT_ROOM_CREATOR);
    }

    public boolean redactsInContent() {
        return has(Rule.REDACTS_IN_CONTENT);
    }

    public boolean strictCanonicalJson() {
        return has(Rule.STRICT_CANONICAL_JSON);
    }

    public boolean enforceKeyValidity() {
        return has(Rule.ENFORCE_KEY_VALIDITY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoomVersion version && id.equals(version.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
