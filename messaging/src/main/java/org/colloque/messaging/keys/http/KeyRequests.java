package org.colloque.messaging.keys.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Reads what is asked for; servers ask each other in the same form. */
public final class KeyRequests {

    private KeyRequests() {
    }

    /** The {@code device_keys} of a query: devices by user; an empty list means all. */
    public static Map<UserId, List<DeviceId>> query(JsonBody body) {
        Map<UserId, List<DeviceId>> wanted = new HashMap<>();
        body.object("device_keys").properties().forEach(entry -> wanted.put(UserId.parse(entry.getKey()), devices(entry.getValue())));
        return wanted;
    }

    /** The {@code one_time_keys} of a claim: algorithm by user and device. */
    public static Map<UserId, Map<DeviceId, String>> claim(JsonBody body) {
        Map<UserId, Map<DeviceId, String>> wanted = new HashMap<>();
        body.object("one_time_keys").properties().forEach(entry -> {
            if (!(entry.getValue() instanceof ObjectNode devices)) {
                throw MatrixException.badJson("The devices of a user must be an object.");
            }
            Map<DeviceId, String> algorithms = new HashMap<>();
            devices.properties().forEach(device -> algorithms.put(DeviceId.parse(device.getKey()), algorithm(device.getValue())));
            wanted.put(UserId.parse(entry.getKey()), algorithms);
        });
        return wanted;
    }

    /** Some clients in use write an empty object, or null, where the list belongs. */
    private static List<DeviceId> devices(JsonNode list) {
        if (!list.isArray() && !list.isNull() && !(list.isObject() && list.isEmpty())) {
            throw MatrixException.badJson("The devices of a user must be a list.");
        }
        List<DeviceId> devices = new ArrayList<>();
        list.forEach(device -> {
            if (!device.isTextual()) {
                throw MatrixException.badJson("A device id must be a string.");
            }
            devices.add(DeviceId.parse(device.textValue()));
        });
        return devices;
    }

    private static String algorithm(JsonNode value) {
        if (!value.isTextual()) {
            throw MatrixException.badJson("An algorithm must be a string.");
        }
        return value.textValue();
    }
}
