package org.colloque.messaging.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private final List<List<String>> batches = new ArrayList<>();
    private final List<UniEmitter<? super List<Integer>>> open = new ArrayList<>();
    private final List<Object> answers = new ArrayList<>();
    private final Together<String, Integer> together = new Together<>(3, batch -> {
        batches.add(batch);
        return Uni.createFrom().emitter(open::add);
    });

    @Test
    void whatIsAskedMeanwhileGoesInOneBatch() {
        List.of("a", "bb", "ccc", "dddd", "eeeee").forEach(this::ask);
        assertEquals(List.of(List.of("a")), batches);
        answer();
        assertEquals(List.of(List.of("a"), List.of("bb", "ccc", "dddd")), batches);
        answer();
        answer();
        assertEquals(List.of("eeeee"), batches.getLast());
        assertEquals(List.of(1, 2, 3, 4, 5), answers);
        ask("ffffff");
        assertEquals(List.of("ffffff"), batches.getLast());
    }

    @Test
    void questionThatCannotBeAnsweredCostsOthersNothing() {
        List.of("a", "bb", "poison").forEach(this::ask);
        answer();
        open.getLast().fail(new IllegalStateException("poison"));
        assertEquals(List.of(List.of("a"), List.of("bb", "poison"), List.of("bb"), List.of("poison")), batches);
        open.get(2).complete(List.of(2));
        open.get(3).fail(new IllegalStateException("poison"));
        assertEquals(List.of(1, 2, "poison"), answers);
    }

    private void ask(String question) {
        together.ask(question).subscribe().with(answers::add, failure -> answers.add(failure.getMessage()));
    }

    private void answer() {
        open.getLast().complete(batches.getLast().stream().map(String::length).toList());
    }
}
