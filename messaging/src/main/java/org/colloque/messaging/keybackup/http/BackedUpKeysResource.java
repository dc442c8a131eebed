package org.colloque.messaging.keybackup.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.keybackup.BackedUpKey;
import org.colloque.messaging.keybackup.KeyBackupService;
import org.colloque.messaging.keybackup.KeySelection;
import org.colloque.protocol.json.JsonNodes;

/** Keys in the requester's backup. Spec: client-server-api, "Server-side key backups". */
@Path("/_matrix/client/v3/room_keys/keys")
@Authenticated
public class BackedUpKeysResource {

    private final KeyBackupService backups;
    private final CurrentRequester current;

    BackedUpKeysResource(KeyBackupService backups, CurrentRequester current) {
        this.backups = backups;
        this.current = current;
    }

    @PUT
    public Uni<ObjectNode> putAll(@QueryParam("version") String version, JsonBody body) {
        List<BackedUpKey> keys = new ArrayList<>();
        body.object("rooms").properties().forEach(room -> keys.addAll(sessions(room.getKey(), object(room.getValue()))));
        return put(version, keys);
    }

    @PUT
    @Path("/{roomId}")
    public Uni<ObjectNode> putRoom(@PathParam("roomId") String room, @QueryParam("version") String version, JsonBody body) {
        return put(version, sessions(room, body));
    }

    @PUT
    @Path("/{roomId}/{sessionId}")
    public Uni<ObjectNode> putOne(@PathParam("roomId") String room, @PathParam("sessionId") String session,
            @QueryParam("version") String version, JsonBody body) {
        return put(version, List.of(BackedUpKey.read(room, session, body)));
    }

    @GET
    public Uni<ObjectNode> getAll(@QueryParam("version") String version) {
        return backups.keys(current.get().user(), BackupVersions.required(version), KeySelection.all()).map(keys -> {
            ObjectNode answer = JsonNodes.object();
            ObjectNode rooms = answer.putObject("rooms");
            keys.forEach(key -> rooms.withObjectProperty(key.room()).withObjectProperty("sessions").set(key.session(), json(key)));
            return answer;
        });
    }

    @GET
    @Path("/{roomId}")
    public Uni<ObjectNode> getRoom(@PathParam("roomId") String room, @QueryParam("version") String version) {
        return backups.keys(current.get().user(), BackupVersions.required(version), KeySelection.of(room)).map(keys -> {
            ObjectNode answer = JsonNodes.object();
            ObjectNode sessions = answer.putObject("sessions");
            keys.forEach(key -> sessions.set(key.session(), json(key)));
            return answer;
        });
    }

    @GET
    @Path("/{roomId}/{sessionId}")
    public Uni<ObjectNode> getOne(@PathParam("roomId") String room, @PathParam("sessionId") String session,
            @QueryParam("version") String version) {
        return backups.key(current.get().user(), BackupVersions.required(version), room, session).map(BackedUpKeysResource::json);
    }

    @DELETE
    public Uni<ObjectNode> deleteAll(@QueryParam("version") String version) {
        return delete(version, KeySelection.all());
    }

    @DELETE
    @Path("/{roomId}")
    public Uni<ObjectNode> deleteRoom(@PathParam("roomId") String room, @QueryParam("version") String version) {
        return delete(version, KeySelection.of(room));
    }

    @DELETE
    @Path("/{roomId}/{sessionId}")
    public Uni<ObjectNode> deleteOne(@PathParam("roomId") String room, @PathParam("sessionId") String session,
            @QueryParam("version") String version) {
        return delete(version, KeySelection.of(room, session));
    }

    private Uni<ObjectNode> put(String version, List<BackedUpKey> keys) {
        return backups.put(current.get().user(), BackupVersions.required(version), keys)
                .map(done -> state(done.count(), done.etag()));
    }

    private Uni<ObjectNode> delete(String version, KeySelection selection) {
        return backups.deleteKeys(current.get().user(), BackupVersions.required(version), selection)
                .map(left -> state(left.count(), left.etag()));
    }

    private static ObjectNode state(long count, long etag) {
        return JsonNodes.object().put("count", count).put("etag", Long.toString(etag));
    }

    private static List<BackedUpKey> sessions(String room, JsonBody body) {
        return body.object("sessions").properties().stream()
                .map(entry -> BackedUpKey.read(room, entry.getKey(), object(entry.getValue()))).toList();
    }

    private static JsonBody object(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return new JsonBody(object);
        }
        throw MatrixException.badJson("Rooms and sessions must be objects.");
    }

    private static ObjectNode json(BackedUpKey key) {
        ObjectNode json = JsonNodes.object().put("first_message_index", key.firstMessageIndex())
                .put("forwarded_count", key.forwardedCount()).put("is_verified", key.verified());
        json.set("session_data", key.data());
        return json;
    }
}
