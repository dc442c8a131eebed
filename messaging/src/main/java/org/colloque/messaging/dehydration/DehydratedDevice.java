package org.colloque.messaging.dehydration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.colloque.protocol.id.DeviceId;

/**
 * A device that sleeps.
 *
 * @param data what the client needs to wake it, encrypted
 */
public record DehydratedDevice(DeviceId device, ObjectNode data) {
}
