package org.colloque.messaging.accounts;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** The devices of a local user. Spec: client-server-api, "Device Management". */
@ApplicationScoped
public class DeviceService {

    private final DeviceStore devices;
    private final AccessTokens tokens;
    private final List<DeviceIdReservation> reservations;
    private final Clock clock;

    DeviceService(DeviceStore devices, AccessTokens tokens, @All List<DeviceIdReservation> reservations, Clock clock) {
        this.devices = devices;
        this.tokens = tokens;
        this.reservations = reservations;
        this.clock = clock;
    }

    public Uni<List<Device>> list(UserId user) {
        return devices.list(user);
    }

    /** One device. Fails with {@code M_NOT_FOUND}. */
    public Uni<Device> get(UserId user, DeviceId device) {
        return devices.find(user, device).map(found -> found.orElseThrow(DeviceService::unknown));
    }

    /** Renames a device. Fails with {@code M_NOT_FOUND}. */
    public Uni<Void> rename(UserId user, DeviceId device, Optional<String> name) {
        return devices.rename(user, device, name).invoke(known -> {
            if (!known) {
                throw unknown();
            }
        }).replaceWithVoid();
    }

    /**
     * Renames a device, or makes it for an application service; true when it was made. Spec: application-service-api, "Creating devices".
     */
    public Uni<Boolean> renameOrCreate(UserId user, DeviceId device, Optional<String> name) {
        return requireUsable(user, Optional.of(device)).chain(() -> devices.create(user, device, name, clock.millis()))
                .call(made -> made || name.isEmpty() ? Uni.createFrom().voidItem() : rename(user, device, name));
    }

    /** Deletes devices with their tokens and keys; those that are gone already are passed over. */
    public Uni<Void> delete(UserId user, Collection<DeviceId> chosen) {
        return devices.delete(user, chosen).chain(() -> tokens.forget(user));
    }

    /** Deletes all devices of the user. */
    public Uni<Void> deleteAll(UserId user) {
        return deleteOthers(user, Optional.empty());
    }

    /** Deletes all devices of the user but the one that is kept. */
    public Uni<Void> deleteOthers(UserId user, Optional<DeviceId> kept) {
        return devices.list(user)
                .map(all -> all.stream().map(Device::id).filter(id -> kept.filter(id::equals).isEmpty()).toList())
                .chain(others -> delete(user, others));
    }

    /** Refuses a device id that something else of the user is named by: {@code M_FORBIDDEN}. */
    Uni<Void> requireUsable(UserId user, Optional<DeviceId> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom().iterable(reservations)
                .onItem().transformToUniAndConcatenate(reservation -> reservation.isReserved(user, wanted.get()))
                .collect().asList().invoke(reserved -> {
                    if (reserved.contains(true)) {
                        throw MatrixException.forbidden("This device id is the name of a cross-signing key.");
                    }
                }).replaceWithVoid();
    }

    private static MatrixException unknown() {
        return MatrixException.notFound("There is no such device.");
    }
}
