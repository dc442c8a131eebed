package org.colloque.protocol.room;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The room versions that this server knows, each written as its difference from the one before. Spec: rooms. */
public final class RoomVersions {
    public static final RoomVersion V10 = new RoomVersion(
            "10", EventIdFormat.URL_SAFE_HASH, StateResolution.V2, redactionsOfV9(),
            EnumSet.of(
                    Rule.ENFORCE_KEY_VALIDITY, Rule.STRICT_CANONICAL_JSON, Rule.LIMIT_NOTIFICATIONS_POWER_LEVELS,
                    Rule.KNOCK, Rule.RESTRICTED, Rule.KNOCK_RESTRICTED, Rule.INTEGER_POWER_LEVELS));

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

    public static final RoomVersion V12 = V11
            .next("12", Rule.CREATE_EVENT_IS_ROOM_ID, Rule.PRIVILEGED_CREATORS)
            .resolving(StateResolution.V2_1);

    /** The version of new rooms when nobody asks for another. */
    public static final RoomVersion DEFAULT = V12;

    private static final List<RoomVersion> ALL = List.of(V10, V11, V12);

    private RoomVersions() {
    }

    public static Optional<RoomVersion> find(String id) {
        return ALL.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    /** All versions, oldest first. */
    public static List<RoomVersion> all() {
        return ALL;
    }

    /** Spec: rooms/v9, "Redactions". */
    private static RedactionRules redactionsOfV9() {
        return new RedactionRules(
                Set.of("event_id", "type", "room_id", "sender", "state_key", "content", "hashes", "signatures", "depth",
                        "prev_events", "prev_state", "auth_events", "origin", "origin_server_ts", "membership"),
                Map.of(
                        "m.room.member", ContentRule.keep("membership", "join_authorised_via_users_server"),
                        "m.room.create", ContentRule.keep("creator"),
                        "m.room.join_rules", ContentRule.keep("join_rule", "allow"),
                        "m.room.power_levels", ContentRule.keep(
                                "ban", "events", "events_default", "kick", "redact", "state_default", "users", "users_default"),
                        "m.room.history_visibility", ContentRule.keep("history_visibility")));
    }
}
