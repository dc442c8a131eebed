package org.colloque.messaging.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.messaging.accounts.AccessTokens.Verified;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * Application services that act as their users; those in use are kept in memory. Spec: application-service-api, "Identity assertion".
 */
@Singleton
public class Masquerades {

    private static final long MOST = 200_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final AccountStore accounts;
    private final DeviceStore devices;
    private final Clock clock;
    private final Cache<Mask, Verified> known = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    /** Grows with each forgetting: what was read before must not be kept after. */
    private final AtomicLong forgettings = new AtomicLong();

    Masquerades(AccountStore accounts, DeviceStore devices, Clock clock) {
        this.accounts = accounts;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * The application service as one of its users, or as its own when it names none. Fails with {@code M_FORBIDDEN} outside of its
     * namespaces and for users that are not registered, with {@code M_UNKNOWN_DEVICE} for a device that is not the user's.
     */
    public Uni<Verified> verify(ApplicationService service, Optional<UserId> user, Optional<DeviceId> device) {
        Mask mask = new Mask(service, user.orElse(service.sender()), device);
        if (!service.owns(mask.user())) {
            throw MatrixException.forbidden("The application service may not act as " + mask.user() + ": no namespace of it holds this user.");
        }
        Verified warm = known.getIfPresent(mask);
        return warm != null ? Uni.createFrom().item(warm) : load(mask);
    }

    /** Makes the account as which the application service acts when it names no user; nothing happens when it is there. */
    public Uni<Void> ensureSender(ApplicationService service) {
        return accounts.find(service.sender()).chain(found -> found.isPresent() ? Uni.createFrom().voidItem()
                : accounts.create(new Account(service.sender(), Optional.empty(), false, clock.millis(), false)).replaceWithVoid());
    }

    void forget(UserId user) {
        forgettings.incrementAndGet();
        known.asMap().keySet().removeIf(mask -> mask.user().equals(user));
    }

    void forgetAll() {
        forgettings.incrementAndGet();
        known.invalidateAll();
    }

    private Uni<Verified> load(Mask mask) {
        long before = forgettings.get();
        Uni<Void> sender = mask.user().equals(mask.service().sender()) ? ensureSender(mask.service()) : Uni.createFrom().voidItem();
        return sender.chain(() -> requireAccount(mask.user()))
                .chain(() -> requireDevice(mask))
                .chain(() -> accounts.standing(mask.user()))
                .map(standing -> new Verified(new Requester(mask.user(), mask.device().orElse(Requester.NO_DEVICE), false,
                        Optional.of(mask.service())), standing))
                .invoke(verified -> keep(mask, verified, before));
    }

    private Uni<Void> requireAccount(UserId user) {
        return accounts.find(user).invoke(found -> {
            Account account = found.orElseThrow(() -> MatrixException.forbidden("The application service has not registered " + user + "."));
            if (account.deactivated()) {
                throw new MatrixException(Errcode.M_USER_DEACTIVATED, "This account is closed.");
            }
        }).replaceWithVoid();
    }

    private Uni<Void> requireDevice(Mask mask) {
        return mask.device().isEmpty() ? Uni.createFrom().voidItem() : devices.find(mask.user(), mask.device().get()).invoke(found -> {
            if (found.isEmpty()) {
                throw new MatrixException(Errcode.M_UNKNOWN_DEVICE, mask.user() + " has no such device.");
            }
        }).replaceWithVoid();
    }

    private void keep(Mask mask, Verified verified, long before) {
        known.put(mask, verified);
        if (forgettings.get() != before) {
            known.invalidate(mask);
        }
    }

    private record Mask(ApplicationService service, UserId user, Optional<DeviceId> device) {
    }
}
