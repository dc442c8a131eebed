package org.colloque.protocol.room;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The room versions, each written as its difference from the one before. Beside each change stands the section of its version's page that
 * tells it. Spec: rooms.
 */
public final class RoomVersions {
    /** Spec: rooms/v1. */
    public static final RoomVersion V1 = new RoomVersion(
            "1", EventIdFormat.GIVEN, StateResolution.V1, redactionsOfV1(),
            EnumSet.of(Rule.REDACTIONS_ARE_AUTHORISED, Rule.ALIASES_BELONG_TO_SERVERS));

    /** Spec: rooms/v2, "State resolution". */
    public static final RoomVersion V2 = V1.next("2").resolving(StateResolution.V2);

    /** Spec: rooms/v3, "Event IDs", "Event format" and "Handling redactions". */
    public static final RoomVersion V3 = V2.next("3").naming(EventIdFormat.HASH).without(Rule.REDACTIONS_ARE_AUTHORISED);

    /** Spec: rooms/v4, "Event IDs". */
    public static final RoomVersion V4 = V3.next("4").naming(EventIdFormat.URL_SAFE_HASH);

    /** Spec: rooms/v5, "Signing key validity period". */
    public static final RoomVersion V5 = V4.next("5", Rule.ENFORCE_KEY_VALIDITY);

    /** Spec: rooms/v6, "Redactions", "Authorisation rules" and "Canonical JSON". */
    public static final RoomVersion V6 = V5
            .next("6", Rule.STRICT_CANONICAL_JSON, Rule.LIMIT_NOTIFICATIONS_POWER_LEVELS)
            .without(Rule.ALIASES_BELONG_TO_SERVERS)
            .redacting(V5.redactionRules().with("m.room.aliases", ContentRule.NOTHING));

    /** Spec: rooms/v7, "Authorisation rules". */
    public static final RoomVersion V7 = V6.next("7", Rule.KNOCK);

    /** Spec: rooms/v8, "Authorisation rules" and "Redactions". */
    public static final RoomVersion V8 = V7
            .next("8", Rule.RESTRICTED)
            .redacting(V7.redactionRules().with("m.room.join_rules", ContentRule.keep("join_rule", "allow")));

    /** Spec: rooms/v9, "Redactions". */
    public static final RoomVersion V9 = V8
            .next("9")
            .redacting(V8.redactionRules()
                    .with("m.room.member", ContentRule.keep("membership", "join_authorised_via_users_server")));

    /** Spec: rooms/v10, "Authorisation rules". */
    public static final RoomVersion V10 = V9.next("10", Rule.KNOCK_RESTRICTED, Rule.INTEGER_POWER_LEVELS);

    /** Spec: rooms/v11, "Redactions" and "Event format". */
    public static final RoomVersion V11 = V10
            .next("11", Rule.IMPLICIT_ROOM_CREATOR, Rule.REDACTS_IN_CONTENT)
            .redacting(V10.redactionRules()
                    .without("origin", "membership", "prev_state")
                    .with("m.room.create", ContentRule.EVERYTHING)
                    .with("m.room.redaction", ContentRule.keep("redacts"))
                    .with("m.room.power_levels", ContentRule.keep(
                            "ban", "events", "events_default", "invite", "kick", "redact", "state_default", "users",
                            "users_default"))
                    .with("m.room.member", ContentRule.keep("membership", "join_authorised_via_users_server")
                            .keepWithin("third_party_invite", "signed")));

    /** Spec: rooms/v12, "Event format", "Room IDs as hashes", "Authorisation rules" and "State resolution". */
    public static final RoomVersion V12 = V11
            .next("12", Rule.CREATE_EVENT_IS_ROOM_ID, Rule.PRIVILEGED_CREATORS)
            .resolving(StateResolution.V2_1);

    /** The version of new rooms when nobody asks for another. */
    public static final RoomVersion DEFAULT = V12;

    private static final List<RoomVersion> ALL = List.of(V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12);

    private RoomVersions() {
    }

    public static Optional<RoomVersion> find(String id) {
        return ALL.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    /** All versions, oldest first. */
    public static List<RoomVersion> all() {
        return ALL;
    }

    /** Spec: rooms/v1, "Redactions". */
    private static RedactionRules redactionsOfV1() {
        return new RedactionRules(
                Set.of("event_id", "type", "room_id", "sender", "state_key", "content", "hashes", "signatures", "depth",
                        "prev_events", "prev_state", "auth_events", "origin", "origin_server_ts", "membership"),
                Map.of(
                        "m.room.member", ContentRule.keep("membership"),
                        "m.room.create", ContentRule.keep("creator"),
                        "m.room.join_rules", ContentRule.keep("join_rule"),
                        "m.room.power_levels", ContentRule.keep(
                                "ban", "events", "events_default", "kick", "redact", "state_default", "users", "users_default"),
                        "m.room.aliases", ContentRule.keep("aliases"),
                        "m.room.history_visibility", ContentRule.keep("history_visibility")));
    }
}
