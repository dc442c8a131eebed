package org.colloque.messaging.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    @Test
    void burstIsAllowedThenTheSteadyRate() {
        TokenBucket bucket = new TokenBucket(Limit.LOGIN_ADDRESS, 0);
        for (int i = 0; i < Limit.LOGIN_ADDRESS.burst(); i++) {
            assertEquals(0, bucket.take(0));
        }
        assertEquals(1000, bucket.take(0));
        assertEquals(600, bucket.take(400));
        assertEquals(0, bucket.take(1000));
        assertEquals(1000, bucket.take(1000));
    }

    @Test
    void bucketIsNeverFullerThanTheBurst() {
        TokenBucket bucket = new TokenBucket(Limit.LOGIN_ACCOUNT, 0);
        long later = 1_000_000_000;
        for (int i = 0; i < Limit.LOGIN_ACCOUNT.burst(); i++) {
            assertEquals(0, bucket.take(later));
        }
        assertTrue(bucket.take(later) > 0);
    }
}
