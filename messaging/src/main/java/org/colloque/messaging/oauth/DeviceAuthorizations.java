package org.colloque.messaging.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.colloque.messaging.accounts.Grant;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Devices that wait for somebody to let them in elsewhere. Spec: client-server-api, "Device authorisation flow"; RFC 8628; MSC4341. */
@ApplicationScoped
public class DeviceAuthorizations {

    public static final Duration LIFETIME = Duration.ofMinutes(20);
    public static final Duration PACE = Duration.ofSeconds(5);

    /** Letters that are not mistaken for one another and make no words. Spec: RFC 8628, section 6.1. */
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int CODE_LETTERS = 8;

    private static final String ISSUE = """
            with old as (delete from device_authorization where expires < $7)
            insert into device_authorization (hash, user_code, client_id, device_id, scope, expires, pace)
            values ($1, $2, $3, $4, $5, $6, $8)""";

    /** One statement, so that two questions at once neither both get the grant nor both come in time. */
    private static final String POLL = """
            with asked as (select hash, pace, asked from device_authorization where hash = $1 and client_id = $2 for update),
                gone as (delete from device_authorization d using asked where d.hash = asked.hash and d.user_id is not null
                    returning d.hash),
                noted as (update device_authorization d set asked = $3,
                        pace = d.pace + case when $3 - asked.asked < asked.pace - $4 then $5 else 0 end
                    from asked where d.hash = asked.hash and d.user_id is null)
            select d.user_id, d.granted, d.device_id, d.scope, d.expires, $3 - asked.asked < asked.pace - $4
            from device_authorization d join asked on asked.hash = d.hash""";

    private final Database database;
    private final TokenSecrets secrets;
    private final SecureRandom random;
    private final Clock clock;

    DeviceAuthorizations(Database database, TokenSecrets secrets, SecureRandom random, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
    }

    /** The codes of a device that waits: one that it keeps, and one that a person reads. */
    public record Codes(String device, String user) {
    }

    /** A device that waits, as a person is asked about it. */
    public record Waiting(OAuthClient client, DeviceId device) {
    }

    Uni<Codes> issue(OAuthClient client, Scope scope) {
        Codes codes = new Codes(secrets.token("cld_"), userCode());
        long now = clock.millis();
        return database.update(ISSUE, TokenHash.of(codes.device()).value(), plain(codes.user()), client.id(), scope.device().value(),
                scope.text(), now + LIFETIME.toMillis(), now - LIFETIME.toMillis(), PACE.toMillis()).replaceWith(codes);
    }

    /** Which client and device wait under this code, which a person typed; empty when none does. */
    Uni<Optional<Row>> find(String userCode) {
        return database.first("select client_id, device_id from device_authorization where user_code = $1 and expires > $2 and user_id is null",
                plain(userCode), clock.millis());
    }

    /** Somebody lets the device in, or does not; false when nothing waits under this code any more. */
    public Uni<Boolean> decide(String userCode, UserId user, boolean granted) {
        return database.update("""
                update device_authorization set user_id = $2, granted = $3 where user_code = $1 and expires > $4 and user_id is null""",
                plain(userCode), user.value(), granted, clock.millis()).map(rows -> rows > 0);
    }

    /**
     * What somebody granted to the device that asks. Fails with {@code authorization_pending}, {@code slow_down}, {@code access_denied},
     * {@code expired_token} or {@code invalid_grant}.
     */
    Uni<Grant> redeem(Parameters given) {
        String client = given.get("client_id");
        return database.first(POLL, TokenHash.of(given.get("device_code")).value(), client, clock.millis(), PACE.toMillis() / 10, PACE.toMillis())
                .map(row -> row.orElseThrow(() -> OAuthException.invalidGrant("This device code is not known, or was used.")))
                .map(found -> grant(found, client));
    }

    private Grant grant(Row found, String client) {
        if (found.longAt(4) <= clock.millis()) {
            throw new OAuthException("expired_token", "Nobody let the device in in time.");
        }
        if (found.isNull(0)) {
            throw found.booleanAt(5) ? new OAuthException("slow_down", "The device asks too often.")
                    : new OAuthException("authorization_pending", "Nobody has let the device in yet.");
        }
        if (!found.booleanAt(1)) {
            throw new OAuthException("access_denied", "Somebody refused to let the device in.");
        }
        return new Grant(secrets.token("clg_"), new UserId(found.text(0)), new DeviceId(found.text(2)), client, found.text(3));
    }

    private String userCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LETTERS; i++) {
            code.append(i == CODE_LETTERS / 2 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static String plain(String userCode) {
        return userCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }
}
