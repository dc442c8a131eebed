package org.colloque.bridge.federation.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.colloque.bridge.federation.Edus;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.keys.DeviceListLog.Update;

/** Puts a batch together. Where one kind has more than fits, the batch ends at the last that fits, and so does the cursor. */
final class BatchBuilder {

    static final int MAX_PDUS = 50;
    static final int MAX_MESSAGES = 60;
    static final int MAX_RECEIPTS = 500;
    static final int MAX_DEVICES = 15;

    private final List<byte[]> pdus = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final List<byte[]> updates = new ArrayList<>();
    private final Edus.Receipts receipts = new Edus.Receipts();
    private final SortedSet<Long> devices = new TreeSet<>();
    private long cursor;
    private long lastMessage;
    private int receiptCount;
    private boolean complete = true;

    /** @param upTo where the cursor stands when everything fits */
    BatchBuilder(long upTo) {
        this.cursor = upTo;
    }

    void event(long position, byte[] pdu) {
        pdus.add(pdu);
        if (pdus.size() == MAX_PDUS) {
            stopAt(position);
        }
    }

    /** Messages to devices are deleted when they have arrived: the cursor says nothing of them. */
    void message(long position, byte[] content) {
        messages.add(Edus.directToDevice(content));
        lastMessage = position;
        complete &= messages.size() < MAX_MESSAGES;
    }

    void receipt(Row row) {
        receipts.add(row.text(3), row.text(4), row.text(5), row.text(6), row.longAt(7));
        if (++receiptCount == MAX_RECEIPTS) {
            stopAt(row.longAt(1));
        }
    }

    /** A change of devices at this position concerns the destination. */
    void devices(long position) {
        devices.add(position);
        if (devices.size() == MAX_DEVICES) {
            stopAt(position);
        }
    }

    SortedSet<Long> devices() {
        return devices;
    }

    /** Those of the updates that concern the destination are in; if the last of them is not there yet, the rest comes later. */
    void deviceUpdates(List<Update> found) {
        for (Update update : found) {
            if (devices.contains(update.position())) {
                update.deviceList().ifPresent(content -> updates.add(Edus.of("m.device_list_update", content)));
                update.signingKeys().ifPresent(content -> updates.add(Edus.of("m.signing_key_update", content)));
            }
        }
        if (!found.isEmpty() && found.getLast().position() < devices.last()) {
            stopAt(found.getLast().position());
        }
    }

    private void stopAt(long position) {
        cursor = Math.min(cursor, position);
        complete = false;
    }

    Batch build() {
        List<byte[]> edus = new ArrayList<>(updates);
        edus.addAll(messages);
        edus.addAll(receipts.edus());
        return new Batch(pdus, edus, cursor, lastMessage, complete);
    }
}
