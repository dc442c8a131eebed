package org.colloque.messaging.sync.sliding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** One of the loops in which a device syncs. Spec: MSC4186, "Connections". */
public record ConnectionId(UserId user, DeviceId device, String name) {

    private static final int MARK_BYTES = 4;

    /** What positions of this connection bear, so that those of another are told from them. No secret. */
    String mark() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((user.value() + "\0" + device.value() + "\0" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
