package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.event.RemoteEvents;
import org.colloque.messaging.event.ValidKey;
import org.colloque.messaging.flow.Together;
import org.colloque.messaging.signing.SigningKeys;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.policy.PolicyServer;
import org.colloque.protocol.signature.ServerKeys;
import org.colloque.protocol.signature.SignatureVerdict;
import org.jboss.logging.Logger;

/**
 * The step CheckHashesAndSignatures: keys of all servers in one request, verification in parallel off the event loop, of few events of many
 * rooms together.
 *
 * <p>Spec: server-server-api, "Checks performed on receipt of a PDU", checks 2 and 3.
 */
@ApplicationScoped
class HashesAndSignatures {

    private static final Logger LOG = Logger.getLogger(HashesAndSignatures.class);
    /** From so many events on, they are looked at side by side and off the event loop. */
    private static final int MANY = 500;
    /** So many rooms are verified together at most. */
    private static final int MOST_ROOMS = 100;

    private final RemoteEvents remote;
    private final SigningKeys own;
    private final ServerConfig server;
    private final Clock clock;
    private final Together<Verification, Checked> few = new Together<>(MOST_ROOMS, HashesAndSignatures::verifyAside);

    HashesAndSignatures(RemoteEvents remote, SigningKeys own, ServerConfig server, Clock clock) {
        this.remote = remote;
        this.own = own;
        this.server = server;
        this.clock = clock;
    }

    /**
     * Which of these events are genuine: in {@code genuine} as they may be used (redacted where the hash was wrong), in
     * {@code refused} with the reason.
     */
    Uni<Checked> check(RoomId room, Collection<Pdu> events) {
        Uni<Unchecked> looked = Uni.createFrom().item(() -> look(room, events));
        return events.size() < MANY
                ? looked.chain(found -> keys(found.needed).chain(keys -> few.ask(new Verification(found, keys))))
                : looked.runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .chain(found -> keys(found.needed).emitOn(Infrastructure.getDefaultWorkerPool())
                                .map(keys -> verify(List.of(new Verification(found, keys))).getFirst()));
    }

    private static Uni<List<Checked>> verifyAside(List<Verification> batch) {
        return Uni.createFrom().item(() -> verify(batch)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Unchecked look(RoomId room, Collection<Pdu> events) {
        Unchecked found = new Unchecked(new LinkedHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        events.forEach(event -> found.events.putIfAbsent(event.eventId(), event));
        Stream<Pdu> distinct = found.events.values().stream();
        (events.size() < MANY ? distinct : distinct.parallel()).forEach(event -> {
            refusal(() -> format(room, event), event, found.refused);
            if (!found.refused.containsKey(event.eventId())) {
                refusal(() -> require(event, found.needed), event, found.refused);
            }
        });
        found.needed.remove(server.serverName());
        return found;
    }

    private Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Map<ServerName, Map<KeyId, Long>> needed) {
        Uni<Map<ServerName, Map<KeyId, ValidKey>>> others = needed.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : remote.keys(needed).onFailure().invoke(failure -> LOG.warn("No keys of other servers", failure))
                        .onFailure().recoverWithItem(Map.of());
        return others.map(found -> {
            Map<ServerName, Map<KeyId, ValidKey>> all = new HashMap<>(found);
            Map<KeyId, ValidKey> ours = new HashMap<>();
            own.retired().forEach(key -> ours.put(key.key().id(), ValidKey.forever(key.key().verifyKey())));
            ours.put(own.current().id(), ValidKey.forever(own.current().verifyKey()));
            all.put(server.serverName(), ours);
            return all;
        });
    }

    private static Optional<String> format(RoomId room, Pdu event) {
        if (!event.roomId().equals(room)) {
            return Optional.of("It is an event of another room.");
        }
        boolean nul = event.type().indexOf('\0') >= 0 || event.stateKey().orElse("").indexOf('\0') >= 0;
        return nul ? Optional.of("Its type or state key holds the character NUL.") : Optional.empty();
    }

    /** The key of a policy server is in the room alone: it is never asked for. */
    private Optional<String> require(Pdu event, Map<ServerName, Map<KeyId, Long>> needed) {
        // No key is believed to be good for longer: whatever time an event claims, its server is not asked in vain.
        long validAt = Math.min(signedAt(event), clock.millis() + ServerKeys.MAX_VALIDITY);
        for (ServerName signer : EventSignatures.required(event)) {
            EventSignatures.keyIds(event, signer).stream().filter(key -> !key.equals(PolicyServer.KEY_ID)).forEach(key ->
                    needed.computeIfAbsent(signer, first -> new ConcurrentHashMap<>()).merge(key, validAt, Math::max));
        }
        return Optional.empty();
    }

    /** When the keys must have been valid; any time before room version 5. Spec: rooms/v5, "Signing key validity period". */
    private static long signedAt(Pdu event) {
        return event.roomVersion().enforceKeyValidity() ? event.originServerTs() : 0;
    }

    private static List<Checked> verify(List<Verification> batch) {
        batch.stream().flatMap(Verification::events).toList().parallelStream().forEach(Verification.OfEvent::run);
        return batch.stream().map(Verification::outcome).toList();
    }

    private static Optional<String> signatures(Pdu event, Map<ServerName, Map<KeyId, ValidKey>> keys) {
        for (ServerName signer : EventSignatures.required(event)) {
            Map<KeyId, ValidKey> known = keys.getOrDefault(signer, Map.of());
            SignatureVerdict verdict = EventSignatures.verify(event, signer,
                    id -> Optional.ofNullable(known.get(id)).filter(key -> key.isValidAt(signedAt(event))).map(ValidKey::key));
            if (!verdict.isValid()) {
                return Optional.of("The signature of " + signer + " is " + switch (verdict) {
                    case MISSING -> "missing.";
                    case UNKNOWN_KEY -> "of a key that could not be found.";
                    default -> "wrong.";
                });
            }
        }
        return Optional.empty();
    }

    /** A stranger's event may break any expectation; that costs the event, and nothing else. */
    private static void refusal(Check check, Pdu event, Map<EventId, String> refused) {
        try {
            check.run().ifPresent(reason -> refused.put(event.eventId(), reason));
        } catch (RuntimeException malformed) {
            refused.put(event.eventId(), "It is malformed: " + malformed.getMessage());
        }
    }

    private interface Check {
        Optional<String> run();
    }

    /** Events with what must be known to check them. */
    private record Unchecked(Map<EventId, Pdu> events, Map<EventId, String> refused, Map<ServerName, Map<KeyId, Long>> needed) {
    }

    /** Events of one room whose signatures are to be verified, with the keys. Threads verify its events side by side. */
    private record Verification(Unchecked found, Map<ServerName, Map<KeyId, ValidKey>> keys, Map<EventId, Pdu> usable) {

        Verification(Unchecked found, Map<ServerName, Map<KeyId, ValidKey>> keys) {
            this(found, keys, new ConcurrentHashMap<>());
        }

        Stream<OfEvent> events() {
            return found.events.values().stream().filter(event -> !found.refused.containsKey(event.eventId())).map(event -> new OfEvent(this, event));
        }

        Checked outcome() {
            Map<EventId, Pdu> genuine = new LinkedHashMap<>();
            found.events.keySet().stream().filter(usable::containsKey).forEach(id -> genuine.put(id, usable.get(id)));
            return new Checked(genuine, found.refused);
        }

        private record OfEvent(Verification of, Pdu event) {

            void run() {
                refusal(() -> signatures(event, of.keys), event, of.found.refused);
                if (!of.found.refused.containsKey(event.eventId())) {
                    of.usable.put(event.eventId(), EventSignatures.checkHash(event) ? event : event.redacted());
                }
            }
        }
    }

    /** What came of the check. */
    record Checked(Map<EventId, Pdu> genuine, Map<EventId, String> refused) {

        List<Pdu> events() {
            return List.copyOf(genuine.values());
        }
    }
}
