package org.colloque.messaging.testing;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.colloque.messaging.config.ServerConfig;

/** Settings for services that run without Quarkus. */
public final class TestSettings {

    private static final int ABOVE_THE_LIBRARYS_OWN = 200;

    private TestSettings() {
    }

    /** The settings as they are when nothing is set but the server's name, {@code ministry.example}. */
    public static ServerConfig defaults() {
        return new SmallRyeConfigBuilder().withMapping(ServerConfig.class)
                .withConverter(Duration.class, ABOVE_THE_LIBRARYS_OWN, new DurationConverter())
                .withDefaultValue("colloque.server-name", "ministry.example").build().getConfigMapping(ServerConfig.class);
    }
}
