package org.colloque.calls.livekit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.UnpaddedBase64;

/**
 * How a slot of a Matrix room and a member of it are called on LiveKit. Spec: MSC4195, "LiveKit room alias", "Pseudonymous LiveKit
 * Participant Identity".
 */
public final class SfuNames {

    /** The slot of clients that name none: the one call of a room. */
    public static final String ROOM_CALL = "m.call#ROOM";

    private SfuNames() {
    }

    /** The LiveKit room of a slot. */
    public static String room(RoomId room, String slot) {
        return hash(room.value(), slot);
    }

    /** The participant that a member is. */
    public static String participant(UserId user, String device, String member) {
        return hash(user.value(), device, member);
    }

    /**
     * The participant that a device is, for clients of before MSC4195. Fails with {@code M_BAD_JSON} when it is not in ASCII: these
     * clients decode tokens byte by byte.
     */
    public static String participant(UserId user, String device) {
        String identity = user + ":" + device;
        if (!identity.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw MatrixException.badJson("The device id must be in ASCII.");
        }
        return identity;
    }

    private static String hash(String... parts) {
        ArrayNode array = JsonNodes.array();
        for (String part : parts) {
            array.add(part);
        }
        try {
            return UnpaddedBase64.encode(MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(array)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
