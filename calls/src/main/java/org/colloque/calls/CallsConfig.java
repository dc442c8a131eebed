package org.colloque.calls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an administrator may set about calls. */
@ConfigMapping(prefix = "colloque.calls")
public interface CallsConfig {

    /** The media server that carries calls; without it calls are off. */
    LiveKit livekit();

    /** The TURN server for calls between two people of clients without MatrixRTC; none when not set. */
    Turn turn();

    interface LiveKit {

        /** The address at which browsers reach LiveKit, for example {@code wss://calls.numerique.gouv.fr}. Calls are off when not set. */
        Optional<String> url();

        /** The name of the API key in LiveKit's {@code keys}. Needed with the address. */
        Optional<String> key();

        /** The secret of that key, of at least 32 characters. Needed with the address. */
        Optional<String> secret();

        /** The address at which this service reaches LiveKit, when it is another than the browsers' one. */
        Optional<String> apiUrl();

        /** How long a client may wait with entering a call after it was admitted. */
        @WithDefault("PT1H")
        Duration tokenLifetime();
    }

    interface Turn {

        /** The addresses of the TURN server, for example {@code turn:turn.numerique.gouv.fr?transport=udp}. */
        Optional<List<String>> uris();

        /** The secret that is shared with the TURN server (coturn's {@code static-auth-secret}). Needed with the addresses. */
        Optional<String> secret();

        /** How long TURN credentials are good. */
        @WithDefault("PT24H")
        Duration ttl();
    }
}
