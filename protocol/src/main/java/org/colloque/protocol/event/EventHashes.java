package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.signature.UnpaddedBase64;

/** The hashes of an event. Spec: server-server-api, "Signing Events". */
public final class EventHashes {
    private static final Set<String> OUTSIDE_CONTENT_HASH = Set.of("unsigned", "signatures", "hashes");
    private static final Set<String> OUTSIDE_SIGNATURE = Set.of("unsigned", "signatures");

    private EventHashes() {
    }

    /** SHA-256 over the whole event without {@code unsigned}, {@code signatures}, {@code hashes}. */
    public static byte[] contentHash(ObjectNode event) {
        return sha256(CanonicalJson.lenientBytes(JsonNodes.shallowCopy(event).remove(OUTSIDE_CONTENT_HASH)));
    }

    /** SHA-256 over the redacted event without {@code unsigned}, {@code signatures}. */
    public static byte[] referenceHash(RoomVersion version, ObjectNode event) {
        return sha256(signedBytes(version, event));
    }

    /** The reference hash in unpadded base64. */
    static String referenceHashText(Pdu event) {
        return UnpaddedBase64.encode(referenceHash(event.roomVersion(), event.json()));
    }

    /**
     * The event's id.
     *
     * @throws InvalidIdentifierException if the event should hold it and does not
     */
    public static EventId eventId(RoomVersion version, ObjectNode event) {
        return version.givesEventIds() ? new EventId(event.path("event_id").asText())
                : eventIdOf(version, signedBytes(version, event));
    }

    /** What signatures and the reference hash cover: the redacted event, canonical, without {@code unsigned}, {@code signatures}. */
    static byte[] signedBytes(RoomVersion version, ObjectNode event) {
        return CanonicalJson.bytes(Redaction.redact(version, event).remove(OUTSIDE_SIGNATURE), version.strictCanonicalJson());
    }

    /** The event's id, by what {@link #signedBytes} are. */
    static EventId eventId(RoomVersion version, ObjectNode event, byte[] signedBytes) {
        return version.givesEventIds() ? eventId(version, event) : eventIdOf(version, signedBytes);
    }

    private static EventId eventIdOf(RoomVersion version, byte[] signedBytes) {
        return switch (version.eventIdFormat()) {
            case GIVEN -> throw new IllegalArgumentException("The ids of room version " + version + " are no hashes.");
            case HASH -> new EventId("$" + UnpaddedBase64.encode(sha256(signedBytes)));
            case URL_SAFE_HASH -> new EventId("$" + UnpaddedBase64.encodeUrlSafe(sha256(signedBytes)));
        };
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
