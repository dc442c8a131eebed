package org.colloque.calls.livekit;

import io.livekit.server.WebhookReceiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import livekit.LivekitWebhook.WebhookEvent;
import org.colloque.calls.CallsSettings;
import org.colloque.calls.LiveKitSettings;
import org.jboss.logging.Logger;

/** Reads what LiveKit posts, and believes only what is signed with our key. */
@ApplicationScoped
public class SfuReports {

    private static final Logger LOG = Logger.getLogger(SfuReports.class);

    private final CallsSettings settings;

    SfuReports(CallsSettings settings) {
        this.settings = settings;
    }

    /**
     * The report in a webhook's body.
     *
     * @param authorization the header of that name; null when it was missing
     * @return empty when the signature is not ours, or the report is of something else
     */
    public Optional<SfuReport> read(String body, String authorization) {
        LiveKitSettings livekit = settings.required();
        try {
            return report(new WebhookReceiver(livekit.key(), livekit.secret()).receive(body, authorization));
        } catch (RuntimeException forged) {
            LOG.debugf("A webhook was not signed by LiveKit: %s", forged.toString());
            return Optional.empty();
        }
    }

    private static Optional<SfuReport> report(WebhookEvent event) {
        String room = event.getRoom().getName();
        String participant = event.getParticipant().getIdentity();
        String session = event.getParticipant().getSid();
        return switch (event.getEvent()) {
            case "participant_joined" -> Optional.of(new SfuReport.Joined(room, participant, session));
            case "participant_left", "participant_connection_aborted" -> Optional.of(new SfuReport.Left(room, participant, session));
            default -> Optional.empty();
        };
    }
}
