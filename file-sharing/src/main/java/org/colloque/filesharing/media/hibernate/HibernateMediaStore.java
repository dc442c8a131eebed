package org.colloque.filesharing.media.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.colloque.filesharing.media.Blob;
import org.colloque.filesharing.media.Media;
import org.colloque.filesharing.media.MediaStore;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.filesharing.media.ThumbnailSize;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.protocol.id.UserId;

/** {@link MediaStore} in PostgreSQL. */
@ApplicationScoped
class HibernateMediaStore implements MediaStore {

    private static final String FIND = """
            select hash, size, content_type, filename, uploader, created, expires from media
            where origin = $1 and media_id = $2""";
    private static final String ADD = """
            insert into media (origin, media_id, hash, size, content_type, filename, uploader, created, expires)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing""";
    private static final String COMPLETE = """
            update media set hash = $3, size = $4, content_type = $5, filename = $6, expires = null
            where origin = $1 and media_id = $2 and hash is null""";
    private static final String RESERVED = "select count(*) from media where uploader = $1 and hash is null and expires > $2";
    private static final String THUMBNAIL = """
            select hash, size, content_type from media_thumbnail
            where origin = $1 and media_id = $2 and width = $3 and height = $4 and method = $5""";
    private static final String ADD_THUMBNAIL = """
            insert into media_thumbnail (origin, media_id, width, height, method, hash, size, content_type)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""";

    private final Database database;

    HibernateMediaStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<Media>> find(MediaUri uri) {
        return database.first(FIND, uri.origin().value(), uri.mediaId()).map(row -> row.map(found -> media(uri, found)));
    }

    @Override
    public Uni<Void> add(Media media) {
        return database.update(ADD, media.uri().origin().value(), media.uri().mediaId(),
                media.blob().map(Blob::hash).orElse(null), media.blob().map(Blob::size).orElse(null),
                media.contentType().orElse(null), media.filename().orElse(null), media.uploader().map(UserId::value).orElse(null),
                time(media.created()), media.expires().map(HibernateMediaStore::time).orElse(null)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> complete(MediaUri uri, Blob blob, Optional<String> contentType, Optional<String> filename) {
        return database.update(COMPLETE, uri.origin().value(), uri.mediaId(), blob.hash(), blob.size(),
                contentType.orElse(null), filename.orElse(null)).map(changed -> changed > 0);
    }

    @Override
    public Uni<Integer> reserved(UserId user, Instant now) {
        return database.query(RESERVED, user.value(), time(now)).map(rows -> rows.getFirst().intAt(0));
    }

    @Override
    public Uni<Optional<Thumbnail>> thumbnail(MediaUri uri, ThumbnailSize size) {
        return database.first(THUMBNAIL, uri.origin().value(), uri.mediaId(), size.width(), size.height(), size.method())
                .map(row -> row.map(found -> new Thumbnail(new Blob(found.text(0), found.longAt(1)), found.text(2))));
    }

    @Override
    public Uni<Void> addThumbnail(MediaUri uri, ThumbnailSize size, Thumbnail thumbnail) {
        return database.update(ADD_THUMBNAIL, uri.origin().value(), uri.mediaId(), size.width(), size.height(), size.method(),
                thumbnail.blob().hash(), thumbnail.blob().size(), thumbnail.contentType()).replaceWithVoid();
    }

    private static Media media(MediaUri uri, Row row) {
        return new Media(uri, row.optionalText(0).map(hash -> new Blob(hash, row.longAt(1))), row.optionalText(2),
                row.optionalText(3), row.optionalText(4).map(UserId::parse), row.instant(5),
                row.isNull(6) ? Optional.empty() : Optional.of(row.instant(6)));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
