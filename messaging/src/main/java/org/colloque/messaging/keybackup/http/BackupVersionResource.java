package org.colloque.messaging.keybackup.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.OptionalLong;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.keybackup.BackupVersion;
import org.colloque.messaging.keybackup.KeyBackupService;
import org.colloque.protocol.json.JsonNodes;

/** Versions of the requester's backup. Spec: client-server-api, "Server-side key backups". */
@Path("/_matrix/client/v3/room_keys/version")
@Authenticated
public class BackupVersionResource {

    private final KeyBackupService backups;
    private final CurrentRequester current;

    BackupVersionResource(KeyBackupService backups, CurrentRequester current) {
        this.backups = backups;
        this.current = current;
    }

    @POST
    public Uni<Map<String, String>> create(JsonBody body) {
        return backups.create(current.get().user(), body.text("algorithm"), body.object("auth_data"))
                .map(version -> Map.of("version", Long.toString(version)));
    }

    @GET
    public Uni<ObjectNode> latest() {
        return backups.get(current.get().user(), OptionalLong.empty()).map(BackupVersionResource::answer);
    }

    @GET
    @Path("/{version}")
    public Uni<ObjectNode> get(@PathParam("version") String version) {
        return backups.get(current.get().user(), OptionalLong.of(BackupVersions.number(version))).map(BackupVersionResource::answer);
    }

    @PUT
    @Path("/{version}")
    public Uni<Map<String, Object>> update(@PathParam("version") String version, JsonBody body) {
        body.optionalText("version").filter(named -> !named.equals(version)).ifPresent(other -> {
            throw MatrixException.invalidParam("The version in the body is not the one in the path.");
        });
        return backups.update(current.get().user(), BackupVersions.number(version), body.text("algorithm"), body.object("auth_data"))
                .replaceWith(Map.of());
    }

    @DELETE
    @Path("/{version}")
    public Uni<Map<String, Object>> delete(@PathParam("version") String version) {
        return backups.delete(current.get().user(), BackupVersions.number(version)).replaceWith(Map.of());
    }

    private static ObjectNode answer(BackupVersion version) {
        ObjectNode answer = JsonNodes.object().put("version", Long.toString(version.version()))
                .put("algorithm", version.algorithm()).put("count", version.count()).put("etag", Long.toString(version.etag()));
        answer.set("auth_data", version.authData());
        return answer;
    }
}
