package org.colloque.messaging.todevice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.colloque.messaging.stream.Forgetfulness;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.messaging.sync.ToDeviceInbox.Message;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final UserId BOB = new UserId("@bob:ministry.example");
    private static final DeviceId DEVICE = new DeviceId("DEVICE");
    private static final Message MESSAGE = new Message(7, new byte[] {'{', '}'});

    private final CompletableFuture<Void> deletion = new CompletableFuture<>();
    private final RecentChanges recent = new RecentChanges();
    private final Inbox inbox = new Inbox(new SlowStore(), recent);

    @Test
    void messageThatComesDuringTheFirstAcknowledgementIsNotOverlooked() {
        inbox.acknowledge(BOB, DEVICE, 3).subscribe().with(done -> { });
        inbox.changed(List.of(new ToDeviceChange(MESSAGE.position(), BOB, DEVICE, MESSAGE.json())));
        deletion.complete(null);
        Forgetfulness.forget(recent, 10);

        assertEquals(List.of(MESSAGE), inbox.read(BOB, DEVICE, 3, 10, 100).await().indefinitely());
    }

    /** Deletes when it is told to, and holds one message. */
    private final class SlowStore implements ToDeviceStore {

        @Override
        public Uni<Void> send(ToDeviceSend send, long now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<Message>> read(UserId user, DeviceId device, long after, long upTo, int limit) {
            return Uni.createFrom().item(List.of(MESSAGE));
        }

        @Override
        public Uni<Void> delete(UserId user, DeviceId device, long upTo) {
            return Uni.createFrom().completionStage(deletion);
        }

        @Override
        public Uni<Void> forgetTransactions(long before) {
            throw new UnsupportedOperationException();
        }
    }
}
