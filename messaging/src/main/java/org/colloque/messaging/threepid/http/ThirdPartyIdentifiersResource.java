package org.colloque.messaging.threepid.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.colloque.messaging.accounts.interactive.OwnerProof;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.threepid.AccountEmail;
import org.colloque.messaging.threepid.AccountEmails;
import org.colloque.messaging.threepid.EmailAddress;
import org.colloque.messaging.threepid.EmailPolicy;
import org.colloque.messaging.threepid.Purpose;
import org.colloque.messaging.threepid.ValidationCredentials;
import org.colloque.protocol.id.UserId;

/** The addresses of one's own account. Spec: client-server-api, "Adding account administrative contact information". */
@Path("/_matrix/client/v3/account")
@Authenticated
public class ThirdPartyIdentifiersResource {

    private final AccountEmails emails;
    private final EmailPolicy policy;
    private final OwnerProof proof;
    private final CurrentRequester current;

    ThirdPartyIdentifiersResource(AccountEmails emails, EmailPolicy policy, OwnerProof proof, CurrentRequester current) {
        this.emails = emails;
        this.policy = policy;
        this.proof = proof;
        this.current = current;
    }

    @GET
    @Path("/3pid")
    public Uni<Map<String, Object>> list() {
        return emails.list(current.get().user())
                .map(all -> Map.of("threepids", all.stream().map(ThirdPartyIdentifiersResource::answer).toList()));
    }

    private static Map<String, Object> answer(AccountEmail email) {
        return Map.of("medium", EmailAddress.MEDIUM, "address", email.address().value(), "validated_at", email.validatedAt(),
                "added_at", email.addedAt());
    }

    /** An address of an account lets its reader set a new password: adding one needs the present password. */
    @POST
    @Path("/3pid/add")
    public Uni<Map<String, Object>> add(JsonBody body) {
        Requester requester = current.get();
        policy.requireSupported(Purpose.ADD);
        ValidationCredentials credentials = ValidationCredentials.read(body);
        return proof.password(requester, "add address", body)
                .chain(() -> emails.add(requester.user(), credentials)).replaceWith(Map.of());
    }

    @POST
    @Path("/3pid/delete")
    public Uni<Map<String, Object>> delete(JsonBody body) {
        UserId user = current.get().user();
        String medium = body.text("medium");
        String address = body.text("address");
        Uni<Void> removed = EmailAddress.MEDIUM.equals(medium) ? emails.remove(user, address) : Uni.createFrom().voidItem();
        return removed.replaceWith(Map.of("id_server_unbind_result", "no-support"));
    }
}
