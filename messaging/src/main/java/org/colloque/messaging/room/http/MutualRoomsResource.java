package org.colloque.messaging.room.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.room.MembershipService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** {@code GET /mutual_rooms}. Spec: client-server-api, "Mutual rooms". */
@Path("/_matrix/client/v1/mutual_rooms")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MutualRoomsResource {

    private static final int BATCH = 200;

    private final MembershipService memberships;
    private final CurrentRequester requester;

    MutualRoomsResource(MembershipService memberships, CurrentRequester requester) {
        this.memberships = memberships;
        this.requester = requester;
    }

    @GET
    public Uni<Mutual> mutual(@QueryParam("user_id") String user, @QueryParam("from") String from) {
        if (user == null) {
            throw MatrixException.missingParam("The parameter \"user_id\" is missing.");
        }
        UserId own = requester.get().user();
        UserId other = UserId.parse(user);
        if (other.equals(own)) {
            throw MatrixException.invalidParam("The user is the one who asks.");
        }
        Optional<RoomId> after = Optional.ofNullable(from).filter(token -> !token.isEmpty()).map(RoomId::parse);
        return memberships.mutualRooms(own, other).map(rooms -> Mutual.of(rooms, after));
    }

    /** One batch, in the order of the ids; the last of them is where the next one goes on. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Mutual(@JsonInclude List<RoomId> joined, int count, Optional<RoomId> next_batch) {

        private static Mutual of(List<RoomId> all, Optional<RoomId> after) {
            List<RoomId> rest = all.stream().filter(room -> after.isEmpty() || room.value().compareTo(after.get().value()) > 0).toList();
            List<RoomId> batch = rest.stream().limit(BATCH).toList();
            return new Mutual(batch, all.size(), rest.size() > BATCH ? Optional.of(batch.getLast()) : Optional.empty());
        }
    }
}
