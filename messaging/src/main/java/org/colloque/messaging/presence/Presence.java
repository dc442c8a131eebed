package org.colloque.messaging.presence;

import java.util.Optional;

/**
 * Whether somebody is there. Spec: client-server-api, "Presence".
 *
 * @param state      {@code online}, {@code unavailable} or {@code offline}
 * @param lastActive when they last did something, in milliseconds since 1970
 * @param serial     the serial of the last change
 * @param said       the serial of the last time that they said so themselves; 0 if they never did
 */
public record Presence(String state, Optional<String> message, long lastActive, long serial, long said) {

    public static final String ONLINE = "online";
    public static final String UNAVAILABLE = "unavailable";
    public static final String OFFLINE = "offline";

    public boolean isOnline() {
        return state.equals(ONLINE);
    }

    public boolean isOffline() {
        return state.equals(OFFLINE);
    }
}
