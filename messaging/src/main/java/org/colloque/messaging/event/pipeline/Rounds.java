package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.messaging.event.pipeline.Incoming.Way;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;

/** Submits checked events to their room, fetches what turns out to be missing, and submits again. Nothing waits for it meanwhile. */
@ApplicationScoped
class Rounds {

    /** Auth chains that are told piece by piece take a round each. */
    private static final int MAX_ROUNDS = 8;

    private final RoomQueues queues;
    private final IntakeSteps steps;
    private final FetchMissing fetch;
    private final PolicySigning policy;

    Rounds(RoomQueues queues, IntakeSteps steps, FetchMissing fetch, PolicySigning policy) {
        this.queues = queues;
        this.steps = steps;
        this.fetch = fetch;
        this.policy = policy;
    }

    /** The verdict on each event; {@link Verdict.Missing} for those whose past nobody would give. */
    Uni<Map<EventId, Verdict>> run(ServerName origin, RoomHead head, List<Pdu> events, Way way) {
        Uni<List<Pdu>> signed = way == Way.LIVE ? policy.complete(head.roomId(), events) : Uni.createFrom().item(events);
        return signed.chain(all -> round(new Attempt(origin, head, new Incoming(all, List.of(), Map.of(), way), new LinkedHashMap<>(), 0)));
    }

    private Uni<Map<EventId, Verdict>> round(Attempt attempt) {
        return queues.submit(attempt.head.roomId(), new Intake(attempt.incoming, steps)).chain(verdicts -> {
            attempt.verdicts.putAll(verdicts);
            List<Pdu> open = attempt.incoming.events().stream()
                    .filter(event -> verdicts.get(event.eventId()) instanceof Verdict.Missing).toList();
            if (open.isEmpty() || attempt.number >= MAX_ROUNDS) {
                return Uni.createFrom().item(attempt.verdicts);
            }
            return supply(attempt, open, verdicts).chain(next -> adds(attempt, next, open)
                    ? round(new Attempt(attempt.origin, attempt.head, next, attempt.verdicts, attempt.number + 1))
                    : Uni.createFrom().item(attempt.verdicts));
        });
    }

    /** The first thing to ask for is what lies between; then the state before what still hangs in the air. */
    private Uni<Incoming> supply(Attempt attempt, List<Pdu> open, Map<EventId, Verdict> verdicts) {
        boolean gaps = open.stream().anyMatch(event -> !((Verdict.Missing) verdicts.get(event.eventId())).previous().isEmpty());
        if (gaps && attempt.number == 0 && attempt.incoming.way() == Way.LIVE) {
            return fetch.between(attempt.origin, attempt.head, open.stream().map(Pdu::eventId).toList())
                    .chain(between -> policy.complete(attempt.head.roomId(), between))
                    .chain(between -> between.isEmpty() ? states(attempt, open, verdicts)
                            : Uni.createFrom().item(with(attempt, merge(between, open), List.of(), Map.of())));
        }
        return states(attempt, open, verdicts);
    }

    private Uni<Incoming> states(Attempt attempt, List<Pdu> open, Map<EventId, Verdict> verdicts) {
        Set<EventId> inBatch = new LinkedHashSet<>();
        open.forEach(event -> inBatch.add(event.eventId()));
        Set<EventId> auth = new LinkedHashSet<>();
        verdicts.values().forEach(verdict -> {
            if (verdict instanceof Verdict.Missing missing) {
                auth.addAll(missing.auth());
            }
        });
        List<EventId> edges = open.stream().filter(event -> hangs(verdicts.get(event.eventId()), inBatch)).map(Pdu::eventId).toList();
        return fetch.statesBefore(attempt.origin, attempt.head, edges).chain(told -> {
            told.events().forEach(event -> auth.remove(event.eventId()));
            auth.removeAll(inBatch);
            return fetch.events(attempt.origin, attempt.head, auth)
                    .map(events -> with(attempt, open, merge(told.events(), events), told.before()));
        });
    }

    private static boolean hangs(Verdict verdict, Set<EventId> inBatch) {
        return verdict instanceof Verdict.Missing missing && !inBatch.containsAll(missing.previous());
    }

    private static Incoming with(Attempt attempt, List<Pdu> events, List<Pdu> outliers, Map<EventId, List<EventId>> before) {
        Map<EventId, List<EventId>> states = new HashMap<>(attempt.incoming.statesBefore());
        states.putAll(before);
        return new Incoming(events, merge(attempt.incoming.outliers(), outliers), states, attempt.incoming.way());
    }

    private static boolean adds(Attempt attempt, Incoming next, List<Pdu> open) {
        return next.events().size() > open.size() || next.outliers().size() > attempt.incoming.outliers().size()
                || next.statesBefore().size() > attempt.incoming.statesBefore().size();
    }

    private static List<Pdu> merge(List<Pdu> some, List<Pdu> others) {
        Set<Pdu> merged = new LinkedHashSet<>(some);
        merged.addAll(others);
        return new ArrayList<>(merged);
    }

    private record Attempt(ServerName origin, RoomHead head, Incoming incoming, Map<EventId, Verdict> verdicts, int number) {
    }
}
