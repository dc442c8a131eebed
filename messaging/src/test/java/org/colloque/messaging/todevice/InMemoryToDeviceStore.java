package org.colloque.messaging.todevice;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.colloque.messaging.accounts.Device;
import org.colloque.messaging.accounts.DeviceStore;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.sync.ToDeviceInbox.Message;
import org.colloque.messaging.todevice.ToDeviceSend.Local;
import org.colloque.messaging.todevice.ToDeviceSend.Transaction;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Messages to devices in memory, for tests. */
public final class InMemoryToDeviceStore implements ToDeviceStore, ToDeviceOutbox {

    private static final String ALL_DEVICES = "*";

    private final DeviceStore devices;
    private final Map<Transaction, Long> transactions = new HashMap<>();
    private final Map<DeviceOf, List<Message>> waiting = new HashMap<>();
    private final Map<ServerName, List<Entry>> outgoing = new HashMap<>();
    private long position;

    public InMemoryToDeviceStore(DeviceStore devices) {
        this.devices = devices;
    }

    @Override
    public Uni<Void> send(ToDeviceSend send, long now) {
        return locked(() -> {
            if (transactions.putIfAbsent(send.transaction(), now) == null) {
                send.local().forEach(this::keep);
                send.remote().forEach(remote -> outgoing.computeIfAbsent(remote.destination(), ignored -> new ArrayList<>())
                        .add(new Entry(++position, remote.content())));
            }
            return null;
        });
    }

    @Override
    public Uni<List<Message>> read(UserId user, DeviceId device, long after, long upTo, int limit) {
        return locked(() -> waiting.getOrDefault(new DeviceOf(user, device), List.of()).stream()
                .filter(message -> message.position() > after && message.position() <= upTo).limit(limit).toList());
    }

    @Override
    public Uni<Void> delete(UserId user, DeviceId device, long upTo) {
        return locked(() -> {
            waiting.getOrDefault(new DeviceOf(user, device), new ArrayList<>()).removeIf(message -> message.position() <= upTo);
            return null;
        });
    }

    @Override
    public Uni<Void> forgetTransactions(long before) {
        return locked(() -> {
            transactions.values().removeIf(created -> created < before);
            return null;
        });
    }

    @Override
    public Uni<List<Entry>> read(ServerName destination, long after, int limit) {
        return locked(() -> outgoing.getOrDefault(destination, List.of()).stream()
                .filter(entry -> entry.position() > after).limit(limit).toList());
    }

    @Override
    public Uni<Void> delete(ServerName destination, long upTo) {
        return locked(() -> {
            outgoing.getOrDefault(destination, new ArrayList<>()).removeIf(entry -> entry.position() <= upTo);
            return null;
        });
    }

    @Override
    public Uni<List<ServerName>> destinations() {
        return locked(() -> outgoing.entrySet().stream().filter(entry -> !entry.getValue().isEmpty()).map(Map.Entry::getKey)
                .sorted(Comparator.naturalOrder()).toList());
    }

    private void keep(Local local) {
        devices.list(local.user()).await().indefinitely().stream().map(Device::id)
                .filter(device -> local.device().equals(ALL_DEVICES) || local.device().equals(device.value()))
                .forEach(device -> waiting.computeIfAbsent(new DeviceOf(local.user(), device), ignored -> new ArrayList<>())
                        .add(new Message(++position, local.message())));
    }

    private <T> Uni<T> locked(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }
}
