package org.colloque.filesharing.preview;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an administrator may set about previews of web pages. */
@ConfigMapping(prefix = "colloque.previews")
public interface PreviewConfig {

    /**
     * The hosts whose pages and pictures are fetched for previews: {@code www.legifrance.gouv.fr}, {@code *.gouv.fr} for all below, {@code *} for
     * all that {@code colloque.egress.allowed-networks} lets be reached. None by default: there are no previews then. A preview tells the page's
     * server that somebody here was sent its address.
     */
    Optional<List<String>> hosts();

    /** The largest page that is read. */
    @WithDefault("2M")
    MemorySize maxPageSize();

    /** The largest picture that is taken over. */
    @WithDefault("5M")
    MemorySize maxImageSize();

    /** How long a page or a picture may take. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a preview is shown before the page is fetched again. */
    @WithDefault("1h")
    Duration keptFor();
}
