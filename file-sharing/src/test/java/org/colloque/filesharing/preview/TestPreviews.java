package org.colloque.filesharing.preview;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** Settings for previews of these hosts. */
final class TestPreviews {

    private static final int ABOVE_THE_LIBRARYS_OWN = 200;

    private TestPreviews() {
    }

    static PreviewConfig of(String... hosts) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(PreviewConfig.class).withConverter(MemorySize.class, ABOVE_THE_LIBRARYS_OWN, new MemorySizeConverter())
                .withConverter(Duration.class, ABOVE_THE_LIBRARYS_OWN, new DurationConverter());
        if (hosts.length > 0) {
            builder.withDefaultValue("colloque.previews.hosts", String.join(",", hosts));
        }
        return builder.build().getConfigMapping(PreviewConfig.class);
    }
}
