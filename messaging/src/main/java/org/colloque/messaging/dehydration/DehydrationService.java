package org.colloque.messaging.dehydration;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.DeviceService;
import org.colloque.messaging.accounts.UnstableFeatures;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.keys.KeyUploadService;
import org.colloque.messaging.sync.ToDeviceInbox.Message;
import org.colloque.messaging.todevice.ToDeviceStore;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * Keeps one sleeping device for each user, which is given keys as any other is; nobody is logged in with it.
 * Spec: MSC3814, "Dehydrated devices v2".
 */
@ApplicationScoped
public class DehydrationService implements UnstableFeatures {

    private static final int PAGE = 100;

    private final DehydratedDeviceStore store;
    private final DeviceService devices;
    private final KeyUploadService keys;
    private final ToDeviceStore messages;

    DehydrationService(DehydratedDeviceStore store, DeviceService devices, KeyUploadService keys, ToDeviceStore messages) {
        this.store = store;
        this.devices = devices;
        this.keys = keys;
        this.messages = messages;
    }

    @Override
    public Map<String, Boolean> unstableFeatures() {
        return Map.of("org.matrix.msc3814", true);
    }

    /** The user's sleeping device. Fails with {@code M_NOT_FOUND}. */
    public Uni<DehydratedDevice> get(UserId user) {
        return store.find(user).map(found -> found.orElseThrow(() -> MatrixException.notFound("No device of yours sleeps.")));
    }

    /**
     * Lays a new device to sleep and deletes the one before, with what waits for it. Fails with {@code M_INVALID_PARAM} when there is another
     * device of that id, and as {@link KeyUploadService#upload} does.
     *
     * @param body its keys, as in {@code /keys/upload}
     */
    public Uni<Void> put(UserId user, DehydratedDevice sleeping, Optional<String> name, JsonBody body) {
        return store.find(user).chain(before -> {
            boolean again = before.filter(one -> one.device().equals(sleeping.device())).isPresent();
            return devices.renameOrCreate(user, sleeping.device(), name).invoke(made -> {
                if (!made && !again) {
                    throw MatrixException.invalidParam("The device id is another device's.");
                }
            }).chain(made -> keys.upload(new DeviceOf(user, sleeping.device()), body)
                            .onFailure().call(() -> made ? devices.delete(user, List.of(sleeping.device())) : Uni.createFrom().voidItem()))
                    .chain(() -> store.put(user, sleeping))
                    .chain(() -> again || before.isEmpty() ? Uni.createFrom().voidItem() : devices.delete(user, List.of(before.get().device())));
        });
    }

    /** Deletes the sleeping device. Fails with {@code M_NOT_FOUND}. */
    public Uni<DeviceId> delete(UserId user) {
        return get(user).call(sleeping -> devices.delete(user, List.of(sleeping.device()))).map(DehydratedDevice::device);
    }

    /** What waits for the sleeping device after a position; it stays until the device is deleted. Fails with {@code M_FORBIDDEN} for another device. */
    public Uni<List<Message>> events(UserId user, DeviceId device, long after) {
        return store.find(user).chain(found -> {
            if (found.filter(sleeping -> sleeping.device().equals(device)).isEmpty()) {
                throw MatrixException.forbidden("This is not your sleeping device.");
            }
            return messages.read(user, device, after, Long.MAX_VALUE, PAGE);
        });
    }
}
