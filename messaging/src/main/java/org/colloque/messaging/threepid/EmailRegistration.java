package org.colloque.messaging.threepid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accounts.Account;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.accounts.interactive.Challenge;
import org.colloque.messaging.accounts.interactive.DummyStage;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.UserId;

/** Makes accounts for people who prove an e-mail address, where the settings ask for one or let them. */
@ApplicationScoped
public class EmailRegistration {

    static final String PURPOSE = "register";

    private final RegistrationService registrations;
    private final EmailValidations validations;
    private final AccountEmailStore emails;
    private final EmailPolicy policy;
    private final Clock clock;

    EmailRegistration(RegistrationService registrations, EmailValidations validations, AccountEmailStore emails, EmailPolicy policy, Clock clock) {
        this.registrations = registrations;
        this.validations = validations;
        this.emails = emails;
        this.policy = policy;
        this.clock = clock;
    }

    /** What somebody has to prove to register: with an address where one is required, with or without one where registration is open. */
    public Challenge challenge() {
        Challenge plain = registrations.challenge();
        if (!policy.isSupported()) {
            return plain;
        }
        List<List<String>> flows = new ArrayList<>(policy.isRequired() ? List.of() : plain.flows());
        plain.flows().stream().filter(flow -> policy.isRequired() || flow.equals(List.of(DummyStage.TYPE))).map(EmailRegistration::withEmail)
                .forEach(flows::add);
        return plain.withFlows(flows);
    }

    private static List<String> withEmail(List<String> flow) {
        List<String> stages = new ArrayList<>(flow);
        stages.remove(DummyStage.TYPE);
        stages.add(EmailStage.TYPE);
        return List.copyOf(stages);
    }

    /** Has the link for registering sent. Fails with {@code M_FORBIDDEN} when nobody registers here, and as {@link EmailValidations#begin} does. */
    public Uni<String> begin(TokenRequest request) {
        registrations.challenge();
        return validations.begin(Purpose.REGISTER, request);
    }

    /**
     * Makes the account, with the address that the completed {@code auth} has proven. Fails with {@code M_WEAK_PASSWORD}, {@code M_USER_IN_USE} or
     * {@code M_THREEPID_IN_USE}.
     */
    public Uni<Account> register(UserId user, String password, JsonBody request) {
        Optional<ValidationCredentials> credentials = request.optionalObject("auth").map(JsonBody::new)
                .filter(auth -> auth.optionalText("type").filter(EmailStage.TYPE::equals).isPresent()).flatMap(ValidationCredentials::ofAuth);
        if (credentials.isEmpty()) {
            return registrations.register(user, password);
        }
        return validations.proof(credentials.get(), Purpose.REGISTER)
                .map(proof -> proof.orElseThrow(EmailStage::unproven))
                .call(proof -> emails.owner(proof.address()).invoke(owner -> requireFree(owner.isEmpty())))
                .chain(proof -> registrations.register(user, password,
                        account -> emails.create(account, new AccountEmail(proof.address(), proof.at(), clock.millis()))))
                .call(() -> validations.end(credentials.get()));
    }

    static void requireFree(boolean free) {
        if (!free) {
            throw new MatrixException(Errcode.M_THREEPID_IN_USE, "This address belongs to an account already.");
        }
    }
}
