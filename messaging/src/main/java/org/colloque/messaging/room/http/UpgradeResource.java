package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashSet;
import java.util.Set;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.NotSuspended;
import org.colloque.messaging.room.UpgradeService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** {@code POST /rooms/{roomId}/upgrade}. Spec: client-server-api, "Room Upgrades". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class UpgradeResource {

    private final UpgradeService upgrades;
    private final CurrentRequester requester;

    UpgradeResource(UpgradeService upgrades, CurrentRequester requester) {
        this.upgrades = upgrades;
        this.requester = requester;
    }

    /** The answer: the new room's id. */
    public record Upgraded(RoomId replacement_room) {
    }

    @POST
    @Path("/upgrade")
    @NotSuspended
    public Uni<Upgraded> upgrade(@PathParam("roomId") String roomId, JsonBody body) {
        UserId user = requester.get().user();
        Set<UserId> additional = new LinkedHashSet<>(body.texts("additional_creators").stream().map(UserId::parse).toList());
        additional.remove(user);
        return upgrades.upgrade(user, RoomId.parse(roomId), version(body.text("new_version")), additional).map(Upgraded::new);
    }

    private static RoomVersion version(String id) {
        return RoomVersions.find(id).orElseThrow(() ->
                new MatrixException(Errcode.M_UNSUPPORTED_ROOM_VERSION, "There is no room version " + id + " here."));
    }
}
