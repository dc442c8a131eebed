package org.colloque.messaging.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AnswerPaceTest {

    private final AnswerPace pace = new AnswerPace();

    @Test
    void messageNowAndThenComesAtOnce() {
        for (long now = 1_000; now < 5_000; now += 200) {
            pace.answered(now);
            assertEquals(0, pace.pause(now + 5));
        }
    }

    @Test
    void answersOfABurstAreKeptApart() {
        burst(1_000);

        assertEquals(20, pace.pause(1_040));
        assertEquals(0, pace.pause(1_100));
    }

    @Test
    void burstEndsWithAQuietMoment() {
        burst(1_000);
        pace.answered(2_000);

        assertEquals(0, pace.pause(2_001));
    }

    /** Four answers, ten milliseconds apart. */
    private void burst(long start) {
        for (int i = 0; i < 4; i++) {
            pace.answered(start + i * 10L);
        }
    }
}
