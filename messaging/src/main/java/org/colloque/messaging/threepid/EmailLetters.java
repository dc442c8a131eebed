package org.colloque.messaging.threepid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.mail.Language;
import org.colloque.messaging.mail.Mail;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Writes the mails about addresses. None of them says anything to anybody but the reader of the address. */
@ApplicationScoped
class EmailLetters {

    /** Where the links lead to. */
    static final String PLACE = "/_matrix/colloque/email/submit_token";

    private final TokenSecrets secrets;
    private final Clock clock;
    private final ServerName server;
    private final String base;
    private final Duration lifetime;

    EmailLetters(TokenSecrets secrets, Clock clock, ServerConfig config) {
        this.secrets = secrets;
        this.clock = clock;
        this.server = config.serverName();
        this.base = config.publicBaseUrl().orElse("").replaceFirst("/+$", "");
        this.lifetime = config.mail().linkLifetime();
    }

    /** The mail with the link that proves the address. {@code clientSecret}: as the client gave it. */
    Mail link(EmailValidation validation, String clientSecret, Language language) {
        String url = base + PLACE + "?sid=" + validation.sid() + "&client_secret=" + clientSecret + "&token=" + validation.token();
        String what = switch (validation.purpose()) {
            case REGISTER -> language.of("créer un compte de messagerie sur " + server, "make an account on " + server);
            case PASSWORD -> language.of("changer le mot de passe de votre compte sur " + server, "change the password of your account on " + server);
            case ADD -> language.of("joindre cette adresse à un compte sur " + server, "add this address to an account on " + server);
        };
        return mail(validation, language.of("Confirmez votre adresse", "Confirm your address") + " – " + server, language.of("""
                Bonjour,

                Quelqu'un, sans doute vous, souhaite %s.
                Pour le confirmer, ouvrez cette page :

                %s

                Le lien est valable %d minutes. Si vous n'avez rien demandé, ignorez ce message : rien ne se passera.
                """, """
                Hello,

                Somebody, probably you, wants to %s.
                To confirm it, open this page:

                %s

                The link is good for %d minutes. If you have asked for nothing, ignore this message: nothing will happen.
                """).formatted(what, url, lifetime.toMinutes()));
    }

    /** The mail instead of the link, for somebody who has an account already. */
    Mail known(EmailValidation validation, UserId owner, Language language) {
        return mail(validation, language.of("Vous avez déjà un compte", "You already have an account") + " – " + server, language.of("""
                Bonjour,

                Quelqu'un, sans doute vous, a voulu se servir de cette adresse sur %s. Elle appartient déjà au compte %s.
                Si vous en avez oublié le mot de passe, demandez à en changer sur la page de connexion. Si ce n'était pas vous, ignorez ce message.
                """, """
                Hello,

                Somebody, probably you, wanted to use this address on %s. It belongs to the account %s already.
                If you have forgotten its password, ask for another one where you log in. If it was not you, ignore this message.
                """).formatted(server, owner));
    }

    /** The mail instead of the link, for somebody who has no account whose password could be changed. */
    Mail unknown(EmailValidation validation, Language language) {
        return mail(validation, language.of("Aucun compte avec cette adresse", "No account with this address") + " – " + server, language.of("""
                Bonjour,

                Quelqu'un, sans doute vous, a voulu changer un mot de passe sur %s. Aucun compte n'y a cette adresse : peut-être en aviez-vous
                donné une autre. Si ce n'était pas vous, ignorez ce message.
                """, """
                Hello,

                Somebody, probably you, wanted to change a password on %s. No account there has this address: perhaps you had given
                another one. If it was not you, ignore this message.
                """).formatted(server));
    }

    private Mail mail(EmailValidation validation, String subject, String body) {
        return new Mail(secrets.token(""), validation.address().value(), subject, body, clock.millis() + lifetime.toMillis());
    }

    /** The letter for what is known of the address. */
    Mail letter(EmailValidation validation, TokenRequest request, Optional<UserId> owner) {
        boolean wantsOwner = validation.purpose() == Purpose.PASSWORD;
        if (wantsOwner == owner.isPresent()) {
            return link(validation, request.clientSecret(), request.language());
        }
        return wantsOwner ? unknown(validation, request.language()) : known(validation, owner.orElseThrow(), request.language());
    }
}
