package org.colloque.filesharing.media;

import java.time.Instant;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/**
 * A file that this server knows.
 *
 * @param blob     its bytes; empty as long as the address is only reserved
 * @param uploader the local user who uploaded it or reserved the address; empty for files of other servers
 * @param expires  until when a reserved address waits for its upload
 */
public record Media(MediaUri uri, Optional<Blob> blob, Optional<String> contentType, Optional<String> filename,
        Optional<UserId> uploader, Instant created, Optional<Instant> expires) {
}
