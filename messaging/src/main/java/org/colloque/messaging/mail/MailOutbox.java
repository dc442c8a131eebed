package org.colloque.messaging.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.database.Session;

/**
 * Mail that waits for the mail server. It is put here together with what it is about, so that neither is there without the other, and nobody waits
 * for the mail server.
 */
@ApplicationScoped
public class MailOutbox {

    static final String CHANNEL = "colloque_mail";

    private static final String PUT = """
            with put as (insert into mail_outbox (id, recipient, subject, body, expires, due) values ($1, $2, $3, $4, $5, $6) returning 1)
            select pg_notify('%s', '') from put""".formatted(CHANNEL);
    private static final String CLAIM = """
            update mail_outbox set leased_until = $2 where id in (
                select id from mail_outbox where due <= $1 and leased_until <= $1 order by due limit $3 for update skip locked)
            returning id, recipient, subject, body, expires, wait""";

    private final Database database;
    private final Clock clock;

    MailOutbox(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Puts a mail in as a part of the session's transaction: it goes out when that is committed. */
    public Uni<Void> put(Session session, Mail mail) {
        return session.query(PUT, mail.id(), mail.recipient(), mail.subject(), mail.body(), mail.expires(), clock.millis()).replaceWithVoid();
    }

    /** Takes what is due, for this node alone until the lease ends. */
    Uni<List<Claim>> claim(long now, long until, int most) {
        return database.queryAside(CLAIM, now, until, most).map(rows -> rows.stream().map(MailOutbox::claim).toList());
    }

    private static Claim claim(Row row) {
        return new Claim(new Mail(row.text(0), row.text(1), row.text(2), row.text(3), row.longAt(4)), row.longAt(5));
    }

    /** Takes a mail out: it was sent, or never will be. */
    Uni<Void> remove(Claim claim) {
        return database.queryAside("delete from mail_outbox where id = $1 returning 1", claim.mail().id()).replaceWithVoid();
    }

    /** Tries again at this time. */
    Uni<Void> postpone(Claim claim, long due, long wait) {
        return database.queryAside("update mail_outbox set due = $2, wait = $3, leased_until = 0 where id = $1 returning 1",
                claim.mail().id(), due, wait).replaceWithVoid();
    }

    /** When the next mail is due; empty when none waits. */
    Uni<OptionalLong> nextDue() {
        return database.queryAside("select min(greatest(due, leased_until)) from mail_outbox").map(rows ->
                rows.getFirst().optionalLong(0).map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    /** A mail that this node is to send. {@code pause}: the wait before this try in milliseconds, 0 for the first. */
    record Claim(Mail mail, long pause) {
    }
}
