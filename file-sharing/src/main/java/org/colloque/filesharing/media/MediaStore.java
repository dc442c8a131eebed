package org.colloque.filesharing.media;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** What is known of files beside their bytes. */
public interface MediaStore {

    Uni<Optional<Media>> find(MediaUri uri);

    /** Adds a file or a reserved address; keeps what is there already. */
    Uni<Void> add(Media media);

    /** Gives a reserved address its bytes. False when it has some already. Atomic. */
    Uni<Boolean> complete(MediaUri uri, Blob blob, Optional<String> contentType, Optional<String> filename);

    /** How many addresses this user has reserved that still wait at this time. */
    Uni<Integer> reserved(UserId user, Instant now);

    Uni<Optional<Thumbnail>> thumbnail(MediaUri uri, ThumbnailSize size);

    /** Keeps a thumbnail; one that is there already stays. */
    Uni<Void> addThumbnail(MediaUri uri, ThumbnailSize size, Thumbnail thumbnail);

    /** A smaller picture's bytes and type. */
    record Thumbnail(Blob blob, String contentType) {
    }
}
