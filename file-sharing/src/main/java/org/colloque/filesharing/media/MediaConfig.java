package org.colloque.filesharing.media;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an administrator may set about files. */
@ConfigMapping(prefix = "colloque.media")
public interface MediaConfig {

    /** The largest file that may be uploaded or fetched from another server, for example {@code 100M}. */
    @WithDefault("100M")
    MemorySize maxUploadSize();

    /** How long an address that was reserved for an upload waits for it. */
    @WithDefault("PT24H")
    Duration reservedFor();

    /** How many addresses one person may have reserved without uploading. */
    @WithDefault("50")
    int maxReserved();

    /** The most pixels of a picture of which thumbnails are made; larger ones are served as they are. */
    @WithDefault("40000000")
    long maxThumbnailPixels();

    /**
     * Whether files are also served without a token, at the addresses that clients and servers used before 2024. Whoever knows a file's address
     * can read it then; files of encrypted rooms stay encrypted.
     */
    @WithDefault("false")
    boolean withoutToken();
}
