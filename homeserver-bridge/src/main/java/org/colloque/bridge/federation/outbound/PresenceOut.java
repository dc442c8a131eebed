package org.colloque.bridge.federation.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.colloque.bridge.federation.Edus;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Notifications;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceChanged;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/**
 * Tells the servers that share a room with a user of this one whether they are there, through whichever nodes send to them.
 * Spec: server-server-api, "Presence".
 */
@ApplicationScoped
class PresenceOut {

    private static final Logger LOG = Logger.getLogger(PresenceOut.class);
    private static final String CHANNEL = "colloque_presence_out";

    /** A notification of PostgreSQL holds 8,000 bytes. */
    private static final int SERVERS_AT_ONCE = 10;

    private static final String SERVERS = """
            select distinct f.server from user_name u join membership m on m.member = u.id and m.membership = 'join'
            join federation_stay f on f.room = m.room and f.until is null
            where u.user_id = $1""";

    private final Destinations destinations;
    private final Database database;
    private final Notifications notifications;

    PresenceOut(Destinations destinations, Database database, Notifications notifications) {
        this.destinations = destinations;
        this.database = database;
        this.notifications = notifications;
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(CHANNEL, this::heard, () -> { });
    }

    void changed(@ObservesAsync PresenceChanged change) {
        database.queryAside(SERVERS, change.user().value())
                .chain(rows -> Multi.createFrom().iterable(rows).map(row -> row.text(0)).group().intoLists().of(SERVERS_AT_ONCE)
                        .onItem().transformToUniAndConcatenate(servers -> tell(change, servers)).collect().last())
                .subscribe().with(done -> { }, failure -> LOG.debugf("No other server was told who is there: %s", failure.getMessage()));
    }

    private Uni<Void> tell(PresenceChanged change, List<String> servers) {
        Presence presence = change.presence();
        ObjectNode message = JsonNodes.object().put("user", change.user().value()).put("state", presence.state());
        presence.message().ifPresent(words -> message.put("message", words));
        servers.forEach(message.putArray("servers")::add);
        return notifications.sendAside(CHANNEL, message.toString());
    }

    /** Every node hears it; each sends to its own destinations. */
    private void heard(String payload) {
        ObjectNode message = MatrixJson.parseTrusted(payload.getBytes(StandardCharsets.UTF_8));
        UserId user = new UserId(message.path("user").asText());
        byte[] edu = Edus.presence(user, message.path("state").asText(), JsonNodes.text(message, "message"), 0);
        message.path("servers").forEach(server -> destinations.ephemeral(new ServerName(server.asText()), "presence " + user, edu));
    }
}
