package org.colloque.protocol.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.colloque.protocol.auth.AuthState;
import org.colloque.protocol.auth.Authorisation;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/**
 * The first algorithm: conflicts are resolved by type, each slot for itself, by depth.
 *
 * <p>Spec: rooms/v1, "State resolution".
 */
final class ResolutionByDepth {
    private static final List<String> AUTH_TYPES = List.of(EventTypes.POWER_LEVELS, EventTypes.JOIN_RULES, EventTypes.MEMBER);
    private static final Comparator<Pdu> SHALLOWEST_FIRST = Comparator.comparingLong(Pdu::depth)
            .thenComparing(event -> sha1(event.eventId()), Comparator.reverseOrder());

    private final EventSource events;
    private final Map<StateKey, EventId> resolved;
    private final Map<StateKey, List<Pdu>> conflicting = new HashMap<>();

    ResolutionByDepth(StateConflict conflict, EventSource events) {
        this.events = events;
        this.resolved = new HashMap<>(conflict.unconflicted());
        conflict.conflicted().forEach(id -> {
            Pdu event = events.get(id);
            conflicting.computeIfAbsent(event.slot().orElseThrow(), slot -> new ArrayList<>()).add(event);
        });
        conflicting.values().forEach(slot -> slot.sort(SHALLOWEST_FIRST));
    }

    Map<StateKey, EventId> resolve() {
        AUTH_TYPES.forEach(type -> pass(slot -> slot.type().equals(type), true));
        pass(slot -> !AUTH_TYPES.contains(slot.type()), false);
        return resolved;
    }

    /** Resolves the slots of one pass against the state before the pass, so that their order does not matter. */
    private void pass(Predicate<StateKey> slots, boolean asAuthEvents) {
        Map<StateKey, EventId> found = new HashMap<>();
        conflicting.forEach((slot, candidates) -> {
            if (slots.test(slot)) {
                found.put(slot, (asAuthEvents ? lastReachable(slot, candidates) : deepestAllowed(candidates)).eventId());
            }
        });
        resolved.putAll(found);
    }

    /** From the shallowest event on, each that the one before it allows; the last of them. */
    private Pdu lastReachable(StateKey slot, List<Pdu> candidates) {
        Pdu current = candidates.getFirst();
        for (Pdu next : candidates.subList(1, candidates.size())) {
            if (!isAllowed(next, slot, current)) {
                return current;
            }
            current = next;
        }
        return current;
    }

    /**
     * The deepest event that is allowed.
     *
     * <p>// NOTSPEC: the shallowest when none is, because other servers do so, and a slot that they fill and we do not would split the room.
     */
    private Pdu deepestAllowed(List<Pdu> candidates) {
        return candidates.reversed().stream().filter(event -> isAllowed(event, null, null)).findFirst().orElse(candidates.getFirst());
    }

    private boolean isAllowed(Pdu event, StateKey filled, Pdu by) {
        AuthState state = slot -> slot.equals(filled) ? Optional.of(by) : Optional.ofNullable(resolved.get(slot)).map(events::get);
        return Authorisation.check(event, state).isAllowed();
    }

    private static String sha1(EventId id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(id.value().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-1.", impossible);
        }
    }
}
