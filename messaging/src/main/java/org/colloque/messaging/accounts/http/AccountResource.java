package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.colloque.messaging.accounts.DeactivationService;
import org.colloque.messaging.accounts.interactive.OwnerProof;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;

/** What people do with their own account. Spec: client-server-api, "Account management". */
@Path("/_matrix/client/v3/account")
@Authenticated
public class AccountResource {

    private final DeactivationService deactivations;
    private final OwnerProof proof;
    private final CurrentRequester current;

    AccountResource(DeactivationService deactivations, OwnerProof proof, CurrentRequester current) {
        this.deactivations = deactivations;
        this.proof = proof;
        this.current = current;
    }

    /** Spec: client-server-api, "Current account information". */
    @GET
    @Path("/whoami")
    public Uni<Map<String, Object>> whoami() {
        Requester requester = current.get();
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("user_id", requester.user(), "is_guest", requester.guest()));
        if (requester.hasDevice()) {
            answer.put("device_id", requester.device());
        }
        return Uni.createFrom().item(answer);
    }

    @POST
    @Path("/deactivate")
    public Uni<Map<String, String>> deactivate(JsonBody body) {
        Requester requester = current.get();
        boolean erase = body.flag("erase", false);
        return proof.password(requester, "deactivate", body)
                .chain(() -> deactivations.deactivate(requester.user(), erase))
                .replaceWith(Map.of("id_server_unbind_result", "success"));
    }
}
