package org.colloque.calls;

import java.time.Duration;

/**
 * A LiveKit that this installation uses.
 *
 * @param url        where browsers reach it, {@code ws} or {@code wss}
 * @param apiUrl     where this service reaches it, {@code http} or {@code https}
 * @param serviceUrl where clients reach this service's token service, without a slash at the end
 */
public record LiveKitSettings(String url, String apiUrl, String serviceUrl, String key, String secret, Duration tokenLifetime) {
}
