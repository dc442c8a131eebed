package org.colloque.messaging.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;

/** The clients that have registered themselves. Spec: client-server-api, "Client registration". */
@ApplicationScoped
public class ClientService {

    private static final long KEPT = Duration.ofDays(30).toMillis();
    private static final int ID_LETTERS = 26;
    private static final int MOST_BYTES = 16 * 1024;

    /** Clients that nobody registered for long go, unless somebody has granted them something. */
    private static final String REGISTER = """
            with old as (delete from oauth_client c where c.registered < $4 and c.client_id <> $1
                and not exists (select 1 from oauth_grant g where g.client_id = c.client_id))
            insert into oauth_client as c (client_id, metadata, created, registered) values ($1, $2, $3, $3)
            on conflict (client_id) do update set registered = excluded.registered""";

    private final Database database;
    private final Clock clock;

    ClientService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Registers a client. Clients that say the same of themselves are one, so that not every device adds another.
     *
     * @throws OAuthException {@code invalid_client_metadata} or {@code invalid_redirect_uri}
     */
    public Uni<OAuthClient> register(ObjectNode given) {
        byte[] metadata = CanonicalJson.bytes(ClientMetadata.read(given));
        if (metadata.length > MOST_BYTES) {
            throw OAuthException.invalidMetadata("There is too much of it.");
        }
        String text = new String(metadata, StandardCharsets.UTF_8);
        String id = TokenHash.of(text).value().replaceAll("[+/]", "").substring(0, ID_LETTERS);
        long now = clock.millis();
        return database.update(REGISTER, id, text, now, now - KEPT).replaceWith(() -> client(id, text));
    }

    /** The client with this id. Fails with {@code invalid_client}. */
    public Uni<OAuthClient> get(String id) {
        return find(id).map(found -> found.orElseThrow(OAuthException::unknownClient));
    }

    public Uni<Optional<OAuthClient>> find(String id) {
        return database.first("select metadata from oauth_client where client_id = $1", id)
                .map(row -> row.map(found -> client(id, found.text(0))));
    }

    private static OAuthClient client(String id, String metadata) {
        return new OAuthClient(id, MatrixJson.parseObject(metadata.getBytes(StandardCharsets.UTF_8)));
    }
}
