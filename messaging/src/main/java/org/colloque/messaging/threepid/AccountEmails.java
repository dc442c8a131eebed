package org.colloque.messaging.threepid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accounts.AccountAddresses;
import org.colloque.messaging.accounts.AccountFarewell;
import org.colloque.protocol.id.UserId;

/** The e-mail addresses of accounts. Spec: client-server-api, "Adding account administrative contact information". */
@ApplicationScoped
public class AccountEmails implements AccountAddresses, AccountFarewell {

    private final AccountEmailStore emails;
    private final EmailValidations validations;
    private final Clock clock;

    AccountEmails(AccountEmailStore emails, EmailValidations validations, Clock clock) {
        this.emails = emails;
        this.validations = validations;
        this.clock = clock;
    }

    public Uni<List<AccountEmail>> list(UserId user) {
        return emails.list(user);
    }

    /** Gives the account the address that was proven. Fails with {@code M_THREEPID_AUTH_FAILED} or {@code M_THREEPID_IN_USE}. */
    public Uni<Void> add(UserId user, ValidationCredentials credentials) {
        return validations.proof(credentials, Purpose.ADD)
                .map(proof -> proof.orElseThrow(EmailStage::unproven))
                .chain(proof -> emails.add(user, new AccountEmail(proof.address(), proof.at(), clock.millis())))
                .invoke(EmailRegistration::requireFree)
                .chain(() -> validations.end(credentials));
    }

    /** Takes the address from the account; one that it does not have is passed over. */
    public Uni<Void> remove(UserId user, String address) {
        return EmailAddress.read(address).map(read -> emails.remove(user, read).replaceWithVoid()).orElseGet(() -> Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Optional<UserId>> owner(String medium, String address) {
        Optional<EmailAddress> read = EmailAddress.MEDIUM.equals(medium) ? EmailAddress.read(address) : Optional.empty();
        return read.map(emails::owner).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    @Override
    public Uni<Void> left(UserId user, boolean erase) {
        return emails.removeAll(user);
    }
}
