package org.colloque.messaging.accounts.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.accounts.Device;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

@Entity
@Table(name = "device")
@IdClass(DeviceKey.class)
class DeviceRow {

    @Id
    @Column(name = "user_id")
    String userId;

    @Id
    @Column(name = "device_id")
    String deviceId;

    @Column(name = "display_name")
    String displayName;

    long created;

    @Column(name = "last_seen")
    Long lastSeen;

    @Column(name = "last_seen_address")
    String lastSeenAddress;

    Device toDevice() {
        return new Device(new UserId(userId), new DeviceId(deviceId), Optional.ofNullable(displayName),
                lastSeen == null ? OptionalLong.empty() : OptionalLong.of(lastSeen), Optional.ofNullable(lastSeenAddress));
    }
}
