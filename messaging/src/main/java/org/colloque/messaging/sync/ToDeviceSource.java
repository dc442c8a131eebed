package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.stream.SyncToken;

/**
 * Messages from device to device. A token says that the device has what came up to it: that is deleted. Spec: client-server-api,
 * "Send-to-Device messaging".
 */
@Singleton
class ToDeviceSource implements SyncSource {

    private static final int MOST = 100;

    private final Instance<ToDeviceInbox> inbox;

    ToDeviceSource(@Any Instance<ToDeviceInbox> inbox) {
        this.inbox = inbox;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        if (!inbox.isResolvable()) {
            return InTurn.done();
        }
        long after = pass.request().since().map(SyncToken::toDevice).orElse(0L);
        return acknowledge(pass, after)
                .chain(() -> inbox.get().read(pass.user().id(), pass.device(), after, pass.upTo().position(), MOST))
                .invoke(messages -> add(pass, messages)).replaceWithVoid();
    }

    private Uni<Void> acknowledge(SyncPass pass, long upTo) {
        return pass.isFirst() ? InTurn.done() : inbox.get().acknowledge(pass.user().id(), pass.device(), upTo);
    }

    private static void add(SyncPass pass, List<ToDeviceInbox.Message> messages) {
        messages.forEach(message -> pass.answer().toDevice(message.json()));
        if (messages.size() == MOST) {
            pass.answer().toDeviceUpTo(messages.getLast().position());
        }
    }
}
