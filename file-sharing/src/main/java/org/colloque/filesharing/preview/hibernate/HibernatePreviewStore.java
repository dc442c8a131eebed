package org.colloque.filesharing.preview.hibernate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.colloque.filesharing.preview.PreviewStore;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;

/** Previews in PostgreSQL. */
@ApplicationScoped
class HibernatePreviewStore implements PreviewStore {

    private final Database database;

    HibernatePreviewStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<ObjectNode>> find(URI url, long since) {
        return database.first("select preview from url_preview where url = $1 and fetched > $2", url.toString(), since)
                .map(row -> row.map(found -> MatrixJson.parseTrusted(found.bytes(0))));
    }

    @Override
    public Uni<Void> keep(URI url, ObjectNode preview, long fetched, long oldest) {
        return database.update("""
                with old as (delete from url_preview where fetched < $4 and url <> $1)
                insert into url_preview (url, fetched, preview) values ($1, $2, $3::bytea)
                on conflict (url) do update set fetched = excluded.fetched, preview = excluded.preview""",
                url.toString(), fetched, CanonicalJson.lenientBytes(preview), oldest).replaceWithVoid();
    }
}
