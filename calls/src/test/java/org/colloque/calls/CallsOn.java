package org.colloque.calls;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** An installation with a media server, which is one in memory, and with a TURN server; other servers vouch for their users. */
public class CallsOn implements QuarkusTestProfile {

    public static final String KEY = "colloque-test";
    public static final String SECRET = "a secret of the tests, long enough for LiveKit";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("colloque.calls.livekit.url", "wss://calls.ministry.example",
                "colloque.calls.livekit.key", KEY,
                "colloque.calls.livekit.secret", SECRET,
                "colloque.calls.turn.uris", "turn:turn.ministry.example?transport=udp,turns:turn.ministry.example",
                "colloque.calls.turn.secret", "turn secret",
                "colloque.calls.turn.ttl", "PT1H");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(InMemorySfu.class, OtherMinistry.class);
    }
}
