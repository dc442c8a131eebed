package org.colloque.calls;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.jboss.logging.Logger;

/** The settings of calls, checked at the start. */
@ApplicationScoped
public class CallsSettings {

    /** The path of the token service below the public address. */
    public static final String SERVICE_PATH = "/livekit/jwt";

    private static final Logger LOG = Logger.getLogger("org.colloque.calls");
    private static final int SHORTEST_SECRET = 32;

    private final Optional<LiveKitSettings> livekit;

    CallsSettings(CallsConfig config, ServerConfig server) {
        this.livekit = check(config.livekit(), server);
        if (config.turn().uris().isPresent() && config.turn().secret().isEmpty()) {
            throw new WrongSettingException("colloque.calls.turn.secret is missing: set it to the static-auth-secret of the TURN server.");
        }
    }

    void sayWhetherCallsAreOn(@Observes StartupEvent event) {
        LOG.info(livekit.map(found -> "Calls are carried by LiveKit at " + found.url() + ".")
                .orElse("Calls are off: set colloque.calls.livekit.url, .key and .secret to turn them on."));
    }

    /** The LiveKit of this installation; empty: calls are off. */
    public Optional<LiveKitSettings> livekit() {
        return livekit;
    }

    /** As {@link #livekit}; fails with {@code M_UNRECOGNIZED} when calls are off, as on a server that knows nothing of them. */
    public LiveKitSettings required() {
        return livekit.orElseThrow(() -> new MatrixException(Errcode.M_UNRECOGNIZED, "Calls are off on this server."));
    }

    private static Optional<LiveKitSettings> check(CallsConfig.LiveKit config, ServerConfig server) {
        return config.url().map(url -> {
            if (!url.matches("wss?://[^/?#]+(/[^?#]*)?")) {
                throw new WrongSettingException("colloque.calls.livekit.url is \"" + url + "\": write the address at which browsers reach LiveKit, for example "
                        + "wss://calls.ministry.example.");
            }
            String key = config.key().orElseThrow(() -> new WrongSettingException("colloque.calls.livekit.key is missing: set it to the name of a key in "
                    + "LiveKit's \"keys\"."));
            String secret = config.secret().filter(text -> text.length() >= SHORTEST_SECRET).orElseThrow(() -> new WrongSettingException(
                    "colloque.calls.livekit.secret is missing or shorter than 32 characters: set it to the secret of that key."));
            String base = server.publicBaseUrl().orElse("https://" + server.serverName()).replaceFirst("/+$", "");
            return new LiveKitSettings(url, config.apiUrl().orElse(url.replaceFirst("^ws", "http")), base + SERVICE_PATH, key, secret,
                    config.tokenLifetime());
        });
    }
}
