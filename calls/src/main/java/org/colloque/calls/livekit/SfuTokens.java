package org.colloque.calls.livekit;

import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanSubscribe;
import io.livekit.server.CanUpdateOwnMetadata;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.colloque.calls.CallsSettings;
import org.colloque.calls.LiveKitSettings;

/**
 * Signs the tokens with which clients enter LiveKit. None of them can make a room. Spec: MSC4195, "LiveKit JWT Permission Grants".
 */
@ApplicationScoped
public class SfuTokens {

    private final CallsSettings settings;
    private final Clock clock;

    SfuTokens(CallsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A token with which this participant enters this LiveKit room, to see, hear, speak and show. */
    public String token(String room, String participant) {
        LiveKitSettings livekit = settings.required();
        Instant now = clock.instant();
        AccessToken token = new AccessToken(livekit.key(), livekit.secret());
        token.setIdentity(participant);
        token.setNotBefore(Date.from(now));
        token.setExpiration(Date.from(now.plus(livekit.tokenLifetime())));
        token.addGrants(new RoomJoin(true), new RoomName(room), new CanPublish(true), new CanSubscribe(true),
                new CanUpdateOwnMetadata(true));
        return token.toJwt();
    }
}
