package org.colloque.messaging.accounts;

import static org.colloque.messaging.testing.Answers.await;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.appservice.NoApplicationServices;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.testing.TestSettings;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** People of {@code ministry.example} and their devices, whom the store under test can refer to. */
@Singleton
public record TestPeople(AccountStore accounts, DeviceStore devices, TokenStore tokens) {

    public static TestPeople inMemory() {
        InMemorySessionStores sessions = new InMemorySessionStores();
        return new TestPeople(new InMemoryAccountStore(), sessions, sessions);
    }

    /** Somebody new with an account. */
    public UserId user() {
        UserId user = new UserId("@" + UUID.randomUUID() + ":ministry.example");
        await(accounts.create(new Account(user, Optional.empty(), false, 1, false)));
        return user;
    }

    /** The device of somebody new. */
    public DeviceOf device() {
        return device(user(), "PHONE");
    }

    /** Another device of somebody. */
    public DeviceOf device(UserId user, String id) {
        DeviceOf device = new DeviceOf(user, new DeviceId(id));
        await(tokens.open(new StoredToken(TokenHash.of(UUID.randomUUID().toString()), Optional.empty(), user, device.device(),
                OptionalLong.empty(), Optional.empty()), Optional.empty(), 1));
        return device;
    }

    /** The service over these accounts. */
    public AccountService service(Clock clock) {
        ServerConfig settings = TestSettings.defaults();
        return new AccountService(accounts, new Passwords(settings, new SecureRandom()), new ApplicationServices(new NoApplicationServices()), clock, settings);
    }

    /** Secrets that nobody can guess, as the service makes them. */
    public static TokenSecrets secrets() {
        return new TokenSecrets(new SecureRandom());
    }
}
