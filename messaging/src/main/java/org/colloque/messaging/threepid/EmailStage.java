package org.colloque.messaging.threepid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.accounts.interactive.AuthStage;
import org.colloque.messaging.accounts.interactive.Challenge;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/**
 * An address that was proven for what is asked for. It is the last stage of each flow, so that the request that completes the flow brings the
 * credentials. Spec: client-server-api, "Email-based (identity / homeserver)".
 */
@ApplicationScoped
public class EmailStage implements AuthStage {

    public static final String TYPE = "m.login.email.identity";

    private final EmailValidations validations;

    EmailStage(EmailValidations validations) {
        this.validations = validations;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Uni<Void> attempt(Challenge challenge, JsonBody auth) {
        Purpose purpose = challenge.purpose().equals(EmailRegistration.PURPOSE) ? Purpose.REGISTER : Purpose.PASSWORD;
        ValidationCredentials credentials = ValidationCredentials.ofAuth(auth)
                .orElseThrow(() -> MatrixException.missingParam("The field \"threepid_creds\" is missing."));
        return validations.proof(credentials, purpose).invoke(proof -> {
            if (proof.isEmpty()) {
                throw unproven();
            }
        }).replaceWithVoid();
    }

    static MatrixException unproven() {
        return new MatrixException(Errcode.M_THREEPID_AUTH_FAILED, "The address is not confirmed (any more): follow the link in the mail first.");
    }
}
