package org.colloque.bridge.federation.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(1), new Random(1));

    @Test
    void waitDoublesUpToTheLongest() {
        assertEquals(10_000, backOff.next(0));
        assertEquals(20_000, backOff.next(10_000));
        assertEquals(60_000, backOff.next(40_000));
        assertEquals(60_000, backOff.next(60_000));
    }

    @Test
    void waitsSpreadByAFifthAtMost() {
        for (int i = 0; i < 1_000; i++) {
            long wait = backOff.jittered(10_000);
            assertTrue(wait >= 8_000 && wait <= 12_000, "waits " + wait);
        }
    }
}
