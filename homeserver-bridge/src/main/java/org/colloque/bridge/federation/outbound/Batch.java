package org.colloque.bridge.federation.outbound;

import java.util.List;

/**
 * What is to be sent to one destination next.
 *
 * @param pdus        events, in canonical JSON, in order
 * @param edus        EDUs, in canonical JSON: devices, messages to devices, receipts
 * @param cursor      where the destination's cursor stands once this was sent
 * @param lastMessage the position of the last message to devices in it; 0 for none
 * @param complete    whether nothing more was there
 */
record Batch(List<byte[]> pdus, List<byte[]> edus, long cursor, long lastMessage, boolean complete) {

    boolean isEmpty() {
        return pdus.isEmpty() && edus.isEmpty();
    }
}
