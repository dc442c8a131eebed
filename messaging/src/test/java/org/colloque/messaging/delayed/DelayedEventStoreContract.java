package org.colloque.messaging.delayed;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.colloque.messaging.delayed.DelayedEvent.Finalised;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link DelayedEventStore} keeps to. Times lie far ahead, where no timer of a running service looks. */
public interface DelayedEventStoreContract {

    long NOW = 9_000_000_000_000L;
    long DUE = NOW + 1_000;
    long CLAIMED = DUE + 30_000;
    int MANY = 10_000;

    DelayedEventStore events();

    @Test
    default void scheduledEventsOfASenderComeInTheOrderOfTheirTimes() {
        Requester alice = somebody();
        String later = add(draft(alice, 2_000));
        String sooner = add(draft(alice, 1_000));
        add(draft(somebody(), 500));
        assertEquals(List.of(sooner, later), ids(await(events().scheduled(alice.user()))));
    }

    @Test
    default void eventIsFoundAsItWasGiven() {
        DelayedDraft draft = draft(somebody(), 1_000);
        DelayedEvent found = find(add(draft));
        assertEquals(draft, new DelayedDraft(new Requester(found.sender(), found.device(), false), found.room(), found.type(),
                found.stateKey(), found.content(), draft.transactionId(), found.delay()));
        assertEquals(DUE, found.due());
        assertEquals(Optional.empty(), await(events().find("unknown")));
    }

    @Test
    default void sameTransactionGivesTheSameEventEvenAtTheLimit() {
        DelayedDraft draft = draft(somebody(), 1_000);
        String id = await(events().add(delayId(), draft, NOW, 1)).orElseThrow();
        assertEquals(Optional.of(id), await(events().add(delayId(), draft, NOW + 1, 1)));
        assertEquals(1, await(events().scheduled(draft.sender().user())).size());
    }

    @Test
    default void senderAtTheLimitGetsRoomAgainWhenAnEventIsFinalised() {
        Requester alice = somebody();
        String first = await(events().add(delayId(), draft(alice, 1_000), NOW, 1)).orElseThrow();
        assertEquals(Optional.empty(), await(events().add(delayId(), draft(alice, 1_000), NOW, 1)));
        await(events().cancel(first, NOW));
        assertTrue(await(events().add(delayId(), draft(alice, 1_000), NOW, 1)).isPresent());
    }

    @Test
    default void restartLetsTheDelayBeginAgain() {
        String id = add(draft(somebody(), 1_000));
        assertEquals(OptionalLong.of(DUE + 500), await(events().restart(id, NOW + 500)));
        assertFalse(claimDue(DUE).contains(id));
        assertTrue(claimDue(DUE + 500).contains(id));
    }

    @Test
    default void dueEventIsClaimedOnceAlsoSideBySide() {
        String id = add(draft(somebody(), 1_000));
        assertFalse(claimDue(DUE - 1).contains(id));
        Uni<List<DelayedEvent>> claim = events().claimDue(DUE, CLAIMED, 0, MANY);
        List<String> claimed = await(Uni.join().all(Collections.nCopies(4, claim)).andFailFast()).stream()
                .flatMap(given -> ids(given).stream()).filter(id::equals).toList();
        assertEquals(List.of(id), claimed);
    }

    @Test
    default void dueEventsComeEarliestFirstAndNoMoreThanWanted() {
        Requester alice = somebody();
        String later = add(draft(alice, 900));
        String sooner = add(draft(alice, 800));
        assertEquals(List.of(sooner, later), claimDue(DUE).stream().filter(List.of(sooner, later)::contains).toList());
        add(draft(alice, 700));
        add(draft(alice, 700));
        assertEquals(1, await(events().claimDue(DUE, CLAIMED, 0, 1)).size());
    }

    @Test
    default void claimThatRanOutIsTakenOverAndAttemptsAreCounted() {
        String id = add(draft(somebody(), 1_000));
        claimDue(DUE);
        assertFalse(claimDue(CLAIMED - 1).contains(id));
        assertTrue(claimDue(CLAIMED).contains(id));
        assertEquals(2, find(id).attempts());
    }

    @Test
    default void releasedEventIsClaimedAgainAtOnce() {
        String id = add(draft(somebody(), 1_000));
        claimDue(DUE);
        await(events().release(id));
        assertTrue(claimDue(DUE).contains(id));
    }

    @Test
    default void claimedEventIsNeitherRestartedNorCancelledUntilTheClaimEnds() {
        String id = add(draft(somebody(), 1_000));
        assertEquals(id, await(events().claim(id, CLAIMED)).orElseThrow().delayId());
        assertEquals(OptionalLong.empty(), await(events().restart(id, CLAIMED - 1)));
        assertFalse(await(events().cancel(id, CLAIMED - 1)));
        await(events().release(id));
        assertTrue(await(events().cancel(id, NOW)));
    }

    @Test
    default void claimedEventCanBeClaimedByNameAgain() {
        String id = add(draft(somebody(), 1_000));
        claimDue(DUE);
        assertTrue(await(events().claim(id, CLAIMED + 1)).isPresent());
    }

    @Test
    default void finalisedEventStaysAsItIsAndIsNeverClaimed() {
        DelayedDraft draft = draft(somebody(), 1_000);
        String id = add(draft);
        assertTrue(await(events().cancel(id, NOW)));
        assertFalse(await(events().cancel(id, NOW + 1)));
        assertEquals(OptionalLong.empty(), await(events().restart(id, NOW + 1)));
        assertEquals(Optional.empty(), await(events().claim(id, CLAIMED)));
        await(events().finalise(id, Finalised.failed(NOW + 1, JsonNodeFactory.instance.objectNode().put("errcode", "M_FORBIDDEN"))));
        assertFalse(claimDue(DUE).contains(id));
        assertEquals(Optional.of(Finalised.cancelled(NOW)), find(id).finalised());
        assertEquals(List.of(), await(events().scheduled(draft.sender().user())));
    }

    @Test
    default void refusalIsKeptWithTheEvent() {
        String id = add(draft(somebody(), 1_000));
        Finalised refused = Finalised.failed(NOW, JsonNodeFactory.instance.objectNode().put("errcode", "M_FORBIDDEN"));
        await(events().finalise(id, refused));
        assertEquals(Optional.of(refused), find(id).finalised());
    }

    @Test
    default void whatWasFinalisedLongAgoIsForgotten() {
        String old = add(draft(somebody(), 1_000));
        String young = add(draft(somebody(), 1_000));
        await(events().cancel(old, NOW));
        await(events().finalise(young, Finalised.cancelled(NOW + 1)));
        await(events().claimDue(NOW, CLAIMED, NOW + 1, MANY));
        assertEquals(Optional.empty(), await(events().find(old)));
        assertTrue(await(events().find(young)).isPresent());
    }

    @Test
    default void nextDueIsNoLaterThanAnyScheduledEvent() {
        add(draft(somebody(), 1_000));
        assertTrue(await(events().nextDue()).orElseThrow() <= DUE);
    }

    private String add(DelayedDraft draft) {
        return await(events().add(delayId(), draft, NOW, MANY)).orElseThrow();
    }

    private DelayedEvent find(String id) {
        return await(events().find(id)).orElseThrow();
    }

    private List<String> claimDue(long now) {
        return ids(await(events().claimDue(now, CLAIMED, 0, MANY)));
    }

    private static List<String> ids(List<DelayedEvent> events) {
        return events.stream().map(DelayedEvent::delayId).toList();
    }

    private static String delayId() {
        return UUID.randomUUID().toString();
    }

    private static Requester somebody() {
        return new Requester(new UserId("@" + UUID.randomUUID() + ":ministry.example"), new DeviceId("PHONE"), false);
    }

    private static DelayedDraft draft(Requester sender, long delay) {
        return new DelayedDraft(sender, RoomId.parse("!room:ministry.example"), "m.room.message", Optional.empty(),
                JsonNodeFactory.instance.objectNode().put("body", "later"), Optional.of(UUID.randomUUID().toString()), delay);
    }
}
