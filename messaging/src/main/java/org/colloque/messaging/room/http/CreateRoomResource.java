package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.NotSuspended;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.CreateRoom.InitialState;
import org.colloque.messaging.room.CreateRoom.Preset;
import org.colloque.messaging.room.CreateRoom;
import org.colloque.messaging.room.RoomService;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** {@code POST /createRoom}. Spec: client-server-api, "Creation". */
@Path("/_matrix/client/v3/createRoom")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CreateRoomResource {

    private final RoomService rooms;
    private final ApplicationServices services;
    private final CurrentRequester requester;
    private final ServerConfig server;

    CreateRoomResource(RoomService rooms, ApplicationServices services, CurrentRequester requester, ServerConfig server) {
        this.rooms = rooms;
        this.services = services;
        this.requester = requester;
        this.server = server;
    }

    /** The answer: the new room's id. */
    public record Created(RoomId room_id) {
    }

    @POST
    @NotSuspended
    public Uni<Created> create(JsonBody body) {
        return rooms.create(parse(body)).map(Created::new);
    }

    private CreateRoom parse(JsonBody body) {
        UserId creator = requester.get().user();
        boolean published = visibility(body);
        return new CreateRoom(creator, version(body), preset(body, published), published,
                body.optionalText("room_alias_name").map(this::alias),
                body.optionalText("name"), body.optionalText("topic"),
                body.texts("invite").stream().map(UserId::parse).distinct().filter(invited -> !invited.equals(creator)).toList(),
                body.objects("invite_3pid").stream().map(ThirdPartyBodies::invitee).toList(),
                body.flag("is_direct", false),
                body.optionalObject("creation_content").orElseGet(JsonNodeFactory.instance::objectNode),
                initialState(body), body.optionalObject("power_level_content_override"));
    }

    private RoomVersion version(JsonBody body) {
        String id = body.optionalText("room_version").orElse(server.rooms().defaultVersion());
        return RoomVersions.find(id).orElseThrow(() ->
                new MatrixException(Errcode.M_UNSUPPORTED_ROOM_VERSION, "There is no room version " + id + " here."));
    }

    private RoomAlias alias(String localpart) {
        if (localpart.isEmpty() || localpart.contains(":") || localpart.contains("#") || localpart.contains("\0")
                || localpart.chars().anyMatch(Character::isWhitespace)) {
            throw MatrixException.invalidParam("\"" + localpart + "\" cannot be the name of an alias.");
        }
        RoomAlias alias = RoomAlias.parse("#" + localpart + ":" + server.serverName());
        Requester creator = requester.get();
        services.requireMayName(alias, creator.user(), creator.service());
        return alias;
    }

    private static boolean visibility(JsonBody body) {
        return switch (body.optionalText("visibility").orElse("private")) {
            case "public" -> true;
            case "private" -> false;
            default -> throw MatrixException.invalidParam("The visibility is \"public\" or \"private\".");
        };
    }

    private static Preset preset(JsonBody body, boolean published) {
        Optional<String> name = body.optionalText("preset");
        return switch (name.orElse(published ? "public_chat" : "private_chat")) {
            case "public_chat" -> Preset.PUBLIC_CHAT;
            case "private_chat" -> Preset.PRIVATE_CHAT;
            case "trusted_private_chat" -> Preset.TRUSTED_PRIVATE_CHAT;
            default -> throw MatrixException.invalidParam("There is no preset \"" + name.orElseThrow() + "\".");
        };
    }

    private static List<InitialState> initialState(JsonBody body) {
        return body.objects("initial_state").stream()
                .map(event -> new InitialState(new StateKey(event.text("type"), event.optionalText("state_key").orElse("")),
                        event.object("content")))
                .toList();
    }
}
