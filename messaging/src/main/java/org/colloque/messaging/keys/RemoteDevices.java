package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Port: devices and keys of users of other servers. Everything that comes back is unchecked. Fails when the server cannot be reached. */
public interface RemoteDevices {

    /**
     * The answer to {@code /user/keys/query}: {@code device_keys}, {@code master_keys}, {@code self_signing_keys}. No devices named: all.
     *
     * <p>Spec: server-server-api, "End-to-End Encryption".
     */
    Uni<ObjectNode> query(ServerName server, Map<UserId, List<DeviceId>> wanted);

    /**
     * The answer to {@code /user/keys/claim}: {@code one_time_keys}.
     *
     * @param wanted the algorithm by user and device
     */
    Uni<ObjectNode> claim(ServerName server, Map<UserId, Map<DeviceId, String>> wanted);

    /** The answer to {@code /user/devices/{userId}}. Spec: server-server-api, "Device Management". */
    Uni<ObjectNode> devices(UserId user);
}
