package org.colloque.bridge.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.colloque.bridge.egress.NameLookup.Service;
import org.colloque.bridge.egress.ServiceOrder.Target;
import org.junit.jupiter.api.Test;

class ServiceOrderTest {

    private final Random random = new Random(7);

    @Test
    void lowerPriorityNumberComesFirstWhateverTheWeight() {
        List<Target> targets = List.of(new Target(20, 100, "second.example.", 2), new Target(10, 0, "first.example.", 1));
        assertEquals(List.of(new Service("first.example", 1), new Service("second.example", 2)), ServiceOrder.of(targets, random));
    }

    @Test
    void weightSaysHowOftenATargetOfOnePriorityComesFirst() {
        List<Target> targets = List.of(new Target(1, 10, "light.example", 1), new Target(1, 90, "heavy.example", 1));
        long heavy = IntStream.range(0, 1_000).filter(i -> ServiceOrder.of(targets, random).getFirst().host().equals("heavy.example")).count();
        assertTrue(heavy > 850 && heavy < 950, heavy + " of 1000");
        assertEquals(2, ServiceOrder.of(targets, random).size());
    }

    @Test
    void dotSaysThatThereIsNoSuchService() {
        assertEquals(List.of(), ServiceOrder.of(List.of(new Target(0, 0, ".", 0)), random));
    }
}
