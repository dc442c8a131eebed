package org.colloque.protocol.auth;

import java.util.Optional;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;

/**
 * Whether a redaction may enter the room, in versions 1 and 2, and whether one that may enter also takes effect.
 *
 * <p>Spec: rooms/v1, "Authorisation rules", rule 11; rooms/v3, "Handling redactions".
 */
public final class RedactionRule {

    private RedactionRule() {
    }

    /** Rule 11 of versions 1 and 2. */
    static RuleList rules() {
        return new RuleList()
                .step(RedactionRule::senderMayRedactAll)
                .step(RedactionRule::isOfTheSameServer)
                .refuse("The sender's power level is below the redact level, and the event to redact is of another server.");
    }

    /** Rule 11.1. */
    private static Ruling senderMayRedactAll(Attempt attempt) {
        return Ruling.allowIf(attempt.senderLevel() >= attempt.powerLevels().redact());
    }

    /** Rule 11.2. */
    private static Ruling isOfTheSameServer(Attempt attempt) {
        Optional<EventId> target = attempt.event().redacts();
        return Ruling.allowIf(target.filter(id -> sameServer(attempt.event().eventId(), id)).isPresent());
    }

    private static boolean sameServer(EventId redaction, EventId target) {
        Optional<ServerName> server = redaction.server();
        return server.isPresent() && server.equals(target.server());
    }

    /**
     * Whether to apply this redaction to the event that it names.
     *
     * @param levels the power levels of the room at the redaction
     */
    public static boolean applies(Pdu redaction, Pdu target, PowerLevels levels) {
        boolean sameRoom = redaction.roomId().equals(target.roomId());
        boolean mayRedactAll = levels.userLevel(redaction.sender()) >= levels.redact();
        boolean sameServer = redaction.roomVersion().authorisesRedactions() ? sameServer(redaction.eventId(), target.eventId())
                : redaction.sender().isOn(target.sender().server());
        return sameRoom && (mayRedactAll || sameServer);
    }
}
