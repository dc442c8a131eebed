package org.colloque.messaging.threepid.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.database.Session;
import org.colloque.messaging.mail.Mail;
import org.colloque.messaging.mail.MailOutbox;
import org.colloque.messaging.threepid.EmailAddress;
import org.colloque.messaging.threepid.EmailValidation;
import org.colloque.messaging.threepid.EmailValidation.Outcome;
import org.colloque.messaging.threepid.Purpose;
import org.colloque.messaging.threepid.ValidationCredentials;
import org.colloque.messaging.threepid.ValidationStore;

/** Proofs of addresses in PostgreSQL. */
@ApplicationScoped
class HibernateValidationStore implements ValidationStore {

    private static final String BEGIN = """
            insert into email_validation as old (sid, purpose, address, client_secret, token, send_attempt, next_link, created)
            values ($1, $2, $3, $4, $5, $6, $7::text, $8)
            on conflict (purpose, address, client_secret) do update set send_attempt = excluded.send_attempt, next_link = excluded.next_link,
                created = excluded.created where old.send_attempt < excluded.send_attempt
            returning sid, token""";
    private static final String BEGUN = "select sid from email_validation where purpose = $1 and address = $2 and client_secret = $3";
    private static final String PROVE = """
            update email_validation set validated_at = coalesce(validated_at, $4) where sid = $1 and client_secret = $2 and token = $3
                and created > $5 returning next_link""";
    private static final String OLD = "select 1 from email_validation where sid = $1 and client_secret = $2 and created <= $3";
    private static final String PROOF = """
            select address, validated_at from email_validation where sid = $1 and client_secret = $2 and purpose = $3 and validated_at > $4""";

    private final Database database;
    private final MailOutbox outbox;

    HibernateValidationStore(Database database, MailOutbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    @Override
    public Uni<String> begin(EmailValidation fresh, long oldest, Function<EmailValidation, Mail> mail) {
        return database.transaction(session -> session.update("delete from email_validation where created < $1", oldest)
                .chain(() -> session.first(BEGIN, fresh.sid(), fresh.purpose().name(), fresh.address().value(), fresh.clientSecret(),
                        fresh.token(), fresh.sendAttempt(), fresh.nextLink().orElse(null), fresh.created()))
                .chain(row -> row.isPresent() ? send(session, fresh, row.get(), mail) : begun(session, fresh)));
    }

    private Uni<String> send(Session session, EmailValidation fresh, Row row, Function<EmailValidation, Mail> mail) {
        EmailValidation kept = new EmailValidation(row.text(0), fresh.purpose(), fresh.address(), fresh.clientSecret(), row.text(1),
                fresh.sendAttempt(), fresh.nextLink(), fresh.created());
        return outbox.put(session, mail.apply(kept)).replaceWith(kept.sid());
    }

    private static Uni<String> begun(Session session, EmailValidation fresh) {
        return session.first(BEGUN, fresh.purpose().name(), fresh.address().value(), fresh.clientSecret())
                .map(row -> row.orElseThrow().text(0));
    }

    @Override
    public Uni<Outcome> prove(ValidationCredentials credentials, String token, long now, long since) {
        return database.first(PROVE, credentials.sid(), hash(credentials), token, now, since).chain(row -> row.isPresent()
                ? Uni.createFrom().item(new Outcome.Proven(row.get().optionalText(0))) : unproven(credentials, since));
    }

    private Uni<Outcome> unproven(ValidationCredentials credentials, long since) {
        return database.first(OLD, credentials.sid(), hash(credentials), since)
                .map(row -> row.isPresent() ? new Outcome.Expired() : new Outcome.Unknown());
    }

    @Override
    public Uni<Optional<Proof>> proof(ValidationCredentials credentials, Purpose purpose, long since) {
        return database.first(PROOF, credentials.sid(), hash(credentials), purpose.name(), since)
                .map(row -> row.map(found -> new Proof(new EmailAddress(found.text(0)), found.longAt(1))));
    }

    @Override
    public Uni<Void> end(ValidationCredentials credentials) {
        return database.update("delete from email_validation where sid = $1 and client_secret = $2", credentials.sid(), hash(credentials))
                .replaceWithVoid();
    }

    private static String hash(ValidationCredentials credentials) {
        return TokenHash.of(credentials.clientSecret()).value();
    }
}
