package org.colloque.messaging.todevice;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.sync.ToDeviceInbox.Message;
import org.colloque.messaging.todevice.ToDeviceSend.Local;
import org.colloque.messaging.todevice.ToDeviceSend.Remote;
import org.colloque.messaging.todevice.ToDeviceSend.Transaction;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link ToDeviceStore} with its {@link ToDeviceOutbox} keeps to. */
public interface ToDeviceStoreContract {

    long NOW = 10_000;

    TestPeople people();

    ToDeviceStore messages();

    ToDeviceOutbox outbox();

    @Test
    default void messageIsReadAgainAndAgainUntilItIsDeletedAndNeverAfter() {
        DeviceOf bob = people().device();
        send(to(bob, "hello"));
        assertEquals(List.of("hello"), texts(waiting(bob)));
        Message read = waiting(bob).getFirst();
        assertEquals(List.of("hello"), texts(waiting(bob)));
        await(messages().delete(bob.user(), bob.device(), read.position()));
        assertEquals(List.of(), waiting(bob));
    }

    @Test
    default void deletingUpToAPositionSparesWhatCameLaterAndOtherDevices() {
        DeviceOf phone = people().device();
        DeviceOf desk = people().device(phone.user(), "DESK");
        send(new Local(phone.user(), "*", bytes("first")));
        long acknowledged = waiting(phone).getFirst().position();
        send(new Local(phone.user(), "*", bytes("second")));
        await(messages().delete(phone.user(), phone.device(), acknowledged));
        assertEquals(List.of("second"), texts(waiting(phone)));
        assertEquals(List.of("first", "second"), texts(waiting(desk)));
    }

    @Test
    default void messagesComeInTheOrderOfSendingAndWithinTheWindow() {
        DeviceOf bob = people().device();
        Stream.of("one", "two", "three", "four").forEach(text -> send(to(bob, text)));
        List<Message> all = waiting(bob);
        assertEquals(List.of("one", "two", "three", "four"), texts(all));
        long first = all.getFirst().position();
        long third = all.get(2).position();
        assertEquals(List.of("two", "three"), texts(await(messages().read(bob.user(), bob.device(), first, third, 10))));
        assertEquals(List.of("two"), texts(await(messages().read(bob.user(), bob.device(), first, third, 1))));
    }

    @Test
    default void messageForADeviceThatIsNotThereIsDropped() {
        DeviceOf bob = people().device();
        DeviceOf later = new DeviceOf(bob.user(), new DeviceId("LATER"));
        send(to(later, "lost"), new Local(new UserId("@" + UUID.randomUUID() + ":ministry.example"), "*", bytes("lost")), to(bob, "kept"));
        people().device(bob.user(), "LATER");
        assertEquals(List.of(), waiting(later));
        assertEquals(List.of("kept"), texts(waiting(bob)));
    }

    @Test
    default void knownTransactionSendsNothingASecondTime() {
        DeviceOf bob = people().device();
        Transaction transaction = transaction();
        await(messages().send(new ToDeviceSend(transaction, List.of(to(bob, "once")), List.of()), NOW));
        await(messages().send(new ToDeviceSend(transaction, List.of(to(bob, "twice")), List.of()), NOW));
        assertEquals(List.of("once"), texts(waiting(bob)));
    }

    @Test
    default void sendsOfOneTransactionSideBySideSendOnce() {
        DeviceOf bob = people().device();
        Uni<Void> send = messages().send(new ToDeviceSend(transaction(), List.of(to(bob, "once")), List.of()), NOW);
        await(Uni.join().all(Collections.nCopies(8, send)).andFailFast());
        assertEquals(List.of("once"), texts(waiting(bob)));
    }

    @Test
    default void transactionIsKnownUntilItIsForgotten() {
        DeviceOf bob = people().device();
        ToDeviceSend send = new ToDeviceSend(transaction(), List.of(to(bob, "again")), List.of());
        await(messages().send(send, NOW));
        await(messages().forgetTransactions(NOW));
        await(messages().send(send, NOW));
        assertEquals(1, waiting(bob).size());
        await(messages().forgetTransactions(NOW + 1));
        await(messages().send(send, NOW));
        assertEquals(2, waiting(bob).size());
    }

    @Test
    default void whatIsForAnotherServerWaitsInOrderUntilItHasArrived() {
        ServerName server = new ServerName(UUID.randomUUID() + ".example");
        Stream.of("one", "two").forEach(text -> await(messages().send(
                new ToDeviceSend(transaction(), List.of(), List.of(new Remote(server, bytes(text)))), NOW)));
        assertEquals(1, await(outbox().destinations()).stream().filter(server::equals).count());
        List<ToDeviceOutbox.Entry> waiting = await(outbox().read(server, 0, 10));
        assertEquals(List.of("one", "two"), waiting.stream().map(entry -> text(entry.content())).toList());
        await(outbox().delete(server, waiting.getFirst().position()));
        assertEquals(List.of("two"), await(outbox().read(server, 0, 10)).stream().map(entry -> text(entry.content())).toList());
        await(outbox().delete(server, waiting.getLast().position()));
        assertEquals(0, await(outbox().destinations()).stream().filter(server::equals).count());
    }

    private void send(Local... local) {
        await(messages().send(new ToDeviceSend(transaction(), List.of(local), List.of()), NOW));
    }

    private List<Message> waiting(DeviceOf device) {
        return await(messages().read(device.user(), device.device(), 0, Long.MAX_VALUE, 100));
    }

    private static Local to(DeviceOf device, String text) {
        return new Local(device.user(), device.device().value(), bytes(text));
    }

    private static Transaction transaction() {
        return new Transaction("@alice:ministry.example", "PHONE", UUID.randomUUID().toString());
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(message -> text(message.json())).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
