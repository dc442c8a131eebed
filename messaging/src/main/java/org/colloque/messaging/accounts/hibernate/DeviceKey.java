package org.colloque.messaging.accounts.hibernate;

import java.io.Serializable;
import java.util.Objects;

/** The key of a {@link DeviceRow}. */
class DeviceKey implements Serializable {

    private static final long serialVersionUID = 1;

    String userId;

    String deviceId;

    DeviceKey() {
    }

    DeviceKey(String userId, String deviceId) {
        this.userId = userId;
        this.deviceId = deviceId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey key && userId.equals(key.userId) && deviceId.equals(key.deviceId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(userId, deviceId);
    }
}
