package org.colloque.bridge.egress;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param maxBytes  the most bytes of body that are read; more fails the request
 * @param timeout   from the first step to the last byte
 * @param redirects how many redirects are followed, each checked like the first request; only for GET
 */
public record EgressLimits(long maxBytes, Duration timeout, int redirects) {
}
