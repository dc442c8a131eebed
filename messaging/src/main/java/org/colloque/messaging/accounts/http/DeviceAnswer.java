package org.colloque.messaging.accounts.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.colloque.messaging.accounts.Device;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** A device as its owner sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceAnswer(
        @JsonProperty("device_id") DeviceId id,
        @JsonProperty("user_id") UserId user,
        @JsonProperty("display_name") String displayName,
        @JsonProperty("last_seen_ts") Long lastSeen,
        @JsonProperty("last_seen_ip") String lastSeenAddress) {

    static DeviceAnswer of(Device device) {
        return new DeviceAnswer(device.id(), device.user(), device.displayName().orElse(null),
                device.lastSeen().isPresent() ? device.lastSeen().getAsLong() : null, device.lastSeenAddress().orElse(null));
    }
}
