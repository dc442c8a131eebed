package org.colloque.bridge.federation.outbound;

import java.util.List;

/**
 * What is to be sent to one destination next.
 *
 * @param pdus      events, in canonical JSON, in order
 * @param edus      EDUs from the log and from the queue, in canonical JSON, in order
 * @param cursor    where the destination's cursor stands once this was sent
 * @param lastEdu   the last EDU of the durable queue in it; 0 for none
 * @param complete  whether nothing more was there
 */
record Batch(List<byte[]> pdus, List<byte[]> edus, long cursor, long lastEdu, boolean complete) {

    boolean isEmpty() {
        return pdus.isEmpty() && edus.isEmpty();
    }
}
