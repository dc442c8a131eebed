package org.colloque.messaging.threepid.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.DeviceService;
import org.colloque.messaging.accounts.interactive.InteractiveAuth;
import org.colloque.messaging.accounts.interactive.OwnerProof;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.PerhapsAuthenticated;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.threepid.EmailPolicy;
import org.colloque.messaging.threepid.PasswordReset;

/** New passwords, for who is logged in and for who has forgotten the old one. Spec: client-server-api, "Account management". */
@Path("/_matrix/client/v3/account")
@PerhapsAuthenticated
public class PasswordResource {

    private final AccountService accounts;
    private final DeviceService devices;
    private final PasswordReset resets;
    private final EmailPolicy policy;
    private final OwnerProof proof;
    private final InteractiveAuth interactive;
    private final CurrentRequester current;

    PasswordResource(AccountService accounts, DeviceService devices, PasswordReset resets, EmailPolicy policy, OwnerProof proof,
            InteractiveAuth interactive, CurrentRequester current) {
        this.proof = proof;
        this.accounts = accounts;
        this.devices = devices;
        this.resets = resets;
        this.policy = policy;
        this.interactive = interactive;
        this.current = current;
    }

    @POST
    @Path("/password")
    public Uni<Map<String, Object>> change(JsonBody body) {
        boolean logout = body.flag("logout_devices", true);
        Optional<Requester> requester = current.find();
        Uni<Void> changed = requester.isPresent() ? change(requester.get(), body, logout) : reset(body, logout);
        return changed.replaceWith(Map.of());
    }

    private Uni<Void> change(Requester requester, JsonBody body, boolean logout) {
        return proof.password(requester, "password", body)
                .chain(() -> accounts.changePassword(requester.user(), body.text("new_password")))
                .chain(() -> logout ? devices.deleteOthers(requester.user(), Optional.of(requester.device())) : Uni.createFrom().voidItem());
    }

    private Uni<Void> reset(JsonBody body, boolean logout) {
        if (!policy.isSupported()) {
            throw new MatrixException(Errcode.M_MISSING_TOKEN, "This needs an access token.");
        }
        return interactive.require(PasswordReset.challenge(), body).chain(() -> resets.reset(body, body.text("new_password"), logout));
    }
}
