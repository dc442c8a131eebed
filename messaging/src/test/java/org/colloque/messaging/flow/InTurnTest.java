package org.colloque.messaging.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InTurnTest {

    private final List<Integer> done = new ArrayList<>();

    @Test
    void manyStepsThatCompleteAtOnceDoNotGrowTheStack() {
        List<Integer> items = IntStream.range(0, 100_000).boxed().toList();

        InTurn.each(items, this::note).await().indefinitely();

        assertEquals(items, done);
    }

    @Test
    void stepsWithNothingToWaitForFollowEachOtherAmongThoseThatWait() {
        List<Integer> items = IntStream.range(0, 100_000).boxed().toList();

        InTurn.each(items, item -> {
            if (item % 3 == 0) {
                return note(item);
            }
            done.add(item);
            return InTurn.done();
        }).await().indefinitely();

        assertEquals(items, done);
    }

    @Test
    void stepWaitsForTheOneBefore() {
        var first = new CompletableFuture<Void>();
        var all = InTurn.each(List.of(1, 2), item -> item == 1 ? Uni.createFrom().completionStage(first) : note(item))
                .subscribeAsCompletionStage();

        assertEquals(List.of(), done);
        first.complete(null);

        all.join();
        assertEquals(List.of(2), done);
    }

    @Test
    void nothingFollowsAFailure() {
        Uni<Void> walk = InTurn.each(List.of(1, 2, 3), item ->
                item == 2 ? Uni.createFrom().failure(new IllegalStateException("two")) : note(item));

        assertEquals("two", assertThrows(IllegalStateException.class, () -> walk.await().indefinitely()).getMessage());
        assertEquals(List.of(1), done);
    }

    @Test
    void stepThatThrowsIsAFailure() {
        Uni<Void> walk = InTurn.each(List.of(1), item -> {
            throw new IllegalStateException("thrown");
        });

        assertEquals("thrown", assertThrows(IllegalStateException.class, () -> walk.await().indefinitely()).getMessage());
    }

    @Test
    void eachSubscriptionWalksAnew() {
        Uni<Void> walk = InTurn.each(List.of(1, 2), this::note);

        walk.await().indefinitely();
        walk.await().indefinitely();

        assertEquals(List.of(1, 2, 1, 2), done);
    }

    private Uni<Void> note(int item) {
        return Uni.createFrom().item(() -> {
            done.add(item);
            return null;
        });
    }
}
