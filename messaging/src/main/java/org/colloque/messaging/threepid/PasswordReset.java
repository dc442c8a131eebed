package org.colloque.messaging.threepid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.DeviceService;
import org.colloque.messaging.accounts.interactive.Challenge;
import org.colloque.messaging.http.JsonBody;

/** Gives a new password to somebody who has forgotten the old one and proves the account's address. */
@ApplicationScoped
public class PasswordReset {

    private final EmailValidations validations;
    private final AccountEmailStore emails;
    private final AccountService accounts;
    private final DeviceService devices;

    PasswordReset(EmailValidations validations, AccountEmailStore emails, AccountService accounts, DeviceService devices) {
        this.validations = validations;
        this.emails = emails;
        this.accounts = accounts;
        this.devices = devices;
    }

    /** What has to be proven. */
    public static Challenge challenge() {
        return new Challenge("reset password", List.of(List.of(EmailStage.TYPE)), Optional.empty(), Map.of());
    }

    /** Sets the password of the account whose address the completed {@code auth} has proven. Fails with {@code M_WEAK_PASSWORD}. */
    public Uni<Void> reset(JsonBody request, String password, boolean logout) {
        ValidationCredentials credentials = ValidationCredentials.ofAuth(new JsonBody(request.object("auth"))).orElseThrow(EmailStage::unproven);
        return validations.proof(credentials, Purpose.PASSWORD)
                .map(proof -> proof.orElseThrow(EmailStage::unproven))
                .chain(proof -> emails.owner(proof.address()))
                .map(owner -> owner.orElseThrow(EmailStage::unproven))
                .call(owner -> accounts.changePassword(owner, password))
                .call(() -> validations.end(credentials))
                .chain(owner -> logout ? devices.deleteAll(owner) : Uni.createFrom().voidItem());
    }
}
