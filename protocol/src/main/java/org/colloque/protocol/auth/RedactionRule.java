package org.colloque.protocol.auth;

import org.colloque.protocol.event.Pdu;

/**
 * Whether a redaction that may enter the room also takes effect.
 *
 * <p>Spec: rooms/v10, rooms/v11, rooms/v12, "Handling redactions".
 */
public final class RedactionRule {

    private RedactionRule() {
    }

    /**
     * Whether to apply this redaction to the event that it names.
     *
     * @param levels the power levels of the room at the redaction
     */
    public static boolean applies(Pdu redaction, Pdu target, PowerLevels levels) {
        boolean sameRoom = redaction.roomId().equals(target.roomId());
        boolean mayRedactAll = levels.userLevel(redaction.sender()) >= levels.redact();
        return sameRoom && (mayRedactAll || redaction.sender().isOn(target.sender().server()));
    }
}
