package org.colloque.messaging.accounts;

import java.util.Optional;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.DeviceId;

/**
 * What a client wants its session to be.
 *
 * @param device      the device to use or to make; empty: a new one
 * @param deviceName  the name of the device if it is made
 * @param refreshable whether the client can refresh its access token
 */
public record SessionRequest(Optional<DeviceId> device, Optional<String> deviceName, boolean refreshable) {

    private static final int MAX_NAME_LENGTH = 100;

    /** Reads {@code device_id}, {@code initial_device_display_name} and {@code refresh_token}. */
    public static SessionRequest read(JsonBody body) {
        return new SessionRequest(
                body.optionalText("device_id").filter(id -> !id.isEmpty()).map(DeviceId::parse),
                body.optionalText("initial_device_display_name").map(SessionRequest::shortened),
                body.flag("refresh_token", false));
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, name.offsetByCodePoints(0,
                Math.min(MAX_NAME_LENGTH, name.codePointCount(0, name.length()))));
    }
}
