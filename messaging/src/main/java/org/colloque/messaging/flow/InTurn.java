package org.colloque.messaging.flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Steps that follow each other, however many there are: a chain of thousands of links would exhaust the stack. */
public final class InTurn {

    private InTurn() {
    }

    /** Does the step for each item, once the one before has completed. Stops at the first failure, and fails with it. */
    public static <T> Uni<Void> each(Iterable<T> items, Function<? super T, Uni<Void>> step) {
        return Multi.createFrom().iterable(items).onItem().transformToUniAndConcatenate(step::apply).collect().last().replaceWithVoid();
    }
}
