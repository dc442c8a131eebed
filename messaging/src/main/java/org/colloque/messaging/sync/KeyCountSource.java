package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.colloque.messaging.flow.InTurn;

/** Which keys of the device are left for others to claim. Spec: client-server-api, "Extensions to /sync" of end-to-end encryption. */
@Singleton
public class KeyCountSource implements SyncSource {

    private final Instance<DeviceKeyCounts> keys;

    KeyCountSource(@Any Instance<DeviceKeyCounts> keys) {
        this.keys = keys;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        if (keys.isResolvable() && keys.get().changed(pass.user().id(), pass.device(), pass.changes().orElse(List.of()))) {
            pass.answer().worthSending();
        }
        return keys.isResolvable()
                ? keys.get().counts(pass.user().id(), pass.device()).invoke(pass.answer()::keys).replaceWithVoid()
                : InTurn.done();
    }
}
