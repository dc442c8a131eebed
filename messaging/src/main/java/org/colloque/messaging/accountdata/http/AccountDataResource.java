package org.colloque.messaging.accountdata.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Spec: client-server-api, "Client Config". */
@Path("/_matrix/client/v3/user/{userId}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class AccountDataResource {

    private static final int LONGEST_TYPE = 255;

    private final AccountDataService accountData;
    private final CurrentRequester requester;

    AccountDataResource(AccountDataService accountData, CurrentRequester requester) {
        this.accountData = accountData;
        this.requester = requester;
    }

    @GET
    @Path("account_data/{type}")
    public Uni<ObjectNode> get(@PathParam("userId") String userId, @PathParam("type") String type) {
        return accountData.get(own(userId), Optional.empty(), type);
    }

    @PUT
    @Path("account_data/{type}")
    public Uni<ObjectNode> put(@PathParam("userId") String userId, @PathParam("type") String type, JsonBody body) {
        return accountData.put(own(userId), Optional.empty(), checked(type), body.json()).map(done -> nothing());
    }

    @GET
    @Path("rooms/{roomId}/account_data/{type}")
    public Uni<ObjectNode> get(@PathParam("userId") String userId, @PathParam("roomId") String roomId, @PathParam("type") String type) {
        return accountData.get(own(userId), Optional.of(RoomId.parse(roomId)), type);
    }

    @PUT
    @Path("rooms/{roomId}/account_data/{type}")
    public Uni<ObjectNode> put(@PathParam("userId") String userId, @PathParam("roomId") String roomId, @PathParam("type") String type,
            JsonBody body) {
        return accountData.put(own(userId), Optional.of(RoomId.parse(roomId)), checked(type), body.json()).map(done -> nothing());
    }

    private UserId own(String userId) {
        UserId user = UserId.parse(userId);
        if (!user.equals(requester.get().user())) {
            throw MatrixException.forbidden("The account data of other users is not yours to see or to change.");
        }
        return user;
    }

    private static String checked(String type) {
        if (type.length() > LONGEST_TYPE) {
            throw MatrixException.invalidParam("The type is longer than 255 characters.");
        }
        return type;
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
