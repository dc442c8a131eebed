package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * Decides whether a user may join a restricted room because of another room, and which local user vouches for it.
 *
 * <p>Spec: client-server-api, "Restricted rooms"; server-server-api, "Restricted rooms".
 */
@ApplicationScoped
public class RestrictedJoins {

    private static final StateKey JOIN_RULES = new StateKey(EventTypes.JOIN_RULES, "");
    private static final StateKey POWER_LEVELS = new StateKey(EventTypes.POWER_LEVELS, "");
    private static final StateKey CREATE = new StateKey(EventTypes.CREATE, "");

    private final RoomReads reads;
    private final Memberships memberships;

    RestrictedJoins(RoomReads reads, Memberships memberships) {
        this.reads = reads;
        this.memberships = memberships;
    }

    /** Whether, and by whom, a join of this user can be authorised here. */
    public Uni<Decision> decide(RoomHead head, UserId joiner) {
        StateKey member = new StateKey(EventTypes.MEMBER, joiner.value());
        return reads.inState(head.state(), Set.of(JOIN_RULES, POWER_LEVELS, CREATE, member)).chain(state -> {
            Optional<Pdu> rules = Optional.ofNullable(state.get(JOIN_RULES)).map(StoredEvent::pdu);
            boolean restricted = rules.map(pdu -> restricted(head.version(), pdu.content().path("join_rule").asText())).orElse(false);
            boolean invited = Optional.ofNullable(state.get(member)).flatMap(event -> event.pdu().membership())
                    .map(now -> now.equals("invite") || now.equals("join")).orElse(false);
            if (!restricted || invited) {
                return Uni.createFrom().item(new Decision.NotNeeded());
            }
            PowerLevels levels = PowerLevels.of(head.version(), state.get(CREATE).pdu(),
                    Optional.ofNullable(state.get(POWER_LEVELS)).map(StoredEvent::pdu));
            return allowed(rules.get(), joiner).chain(met -> met ? voucher(head, levels) : refused());
        });
    }

    private static boolean restricted(RoomVersion version, String joinRule) {
        return version.restricted() && joinRule.equals("restricted") || version.knockRestricted() && joinRule.equals("knock_restricted");
    }

    private Uni<Boolean> allowed(Pdu joinRules, UserId joiner) {
        List<RoomId> rooms = StreamSupport.stream(joinRules.content().path("allow").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals("m.room_membership"))
                .flatMap(condition -> roomId(condition.path("room_id").asText()).stream())
                .toList();
        return memberships.joinedToAny(joiner, rooms);
    }

    private Uni<Decision> voucher(RoomHead head, PowerLevels levels) {
        return memberships.localMembers(head.roomId()).map(members -> members.stream()
                .filter(member -> levels.userLevel(member) >= levels.invite())
                .<Decision>map(Decision.VouchedBy::new)
                .findFirst().orElseGet(Decision.NobodyHere::new));
    }

    private static Uni<Decision> refused() {
        return Uni.createFrom().item(new Decision.Refused());
    }

    private static Optional<RoomId> roomId(String value) {
        try {
            return Optional.of(RoomId.parse(value));
        } catch (InvalidIdentifierException invalid) {
            return Optional.empty();
        }
    }

    /** What {@link #decide} found. */
    public sealed interface Decision {

        /** The room is not restricted, or the user is invited or joined: the usual rules decide. */
        record NotNeeded() implements Decision {
        }

        /** A local user may vouch for the join: {@code join_authorised_via_users_server}. */
        record VouchedBy(UserId user) implements Decision {
        }

        /** No condition is met, as far as this server can tell. */
        record Refused() implements Decision {
        }

        /** A condition is met, but nobody here may invite: another server of the room has to be asked. */
        record NobodyHere() implements Decision {
        }
    }
}
