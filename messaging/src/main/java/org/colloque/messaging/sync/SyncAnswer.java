package org.colloque.messaging.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** The answer of a sync as the sources build it. Spec: client-server-api, {@code GET /sync}. */
public final class SyncAnswer {

    private final Map<RoomId, RoomAnswer> joined = new LinkedHashMap<>();
    private final Map<RoomId, RoomAnswer> left = new LinkedHashMap<>();
    private final Map<RoomId, byte[]> invited = new LinkedHashMap<>();
    private final Map<RoomId, byte[]> knocked = new LinkedHashMap<>();
    private final List<byte[]> accountData = new ArrayList<>();
    private final List<byte[]> presence = new ArrayList<>();
    private final List<byte[]> toDevice = new ArrayList<>();
    private final Set<UserId> changedDevices = new TreeSet<>();
    private final Set<UserId> leftDevices = new TreeSet<>();
    private Map<String, Integer> oneTimeKeys = Map.of();
    private Collection<String> unusedFallbacks = List.of();
    private long toDeviceUpTo = Long.MAX_VALUE;
    private boolean worthSending;

    /** The joined room's part, made when it was not there. */
    public RoomAnswer joined(RoomId room) {
        return joined.computeIfAbsent(room, ignored -> new RoomAnswer());
    }

    RoomAnswer left(RoomId room) {
        return left.computeIfAbsent(room, ignored -> new RoomAnswer());
    }

    public Map<RoomId, RoomAnswer> joinedRooms() {
        return joined;
    }

    /** @param events the stripped state, as the JSON of a list */
    void invited(RoomId room, byte[] events) {
        invited.put(room, events);
    }

    void knocked(RoomId room, byte[] events) {
        knocked.put(room, events);
    }

    void accountData(byte[] event) {
        accountData.add(event);
    }

    void presence(byte[] event) {
        presence.add(event);
    }

    void toDevice(byte[] message) {
        toDevice.add(message);
    }

    /** More to-device messages wait after this position. */
    void toDeviceUpTo(long position) {
        toDeviceUpTo = position;
    }

    void changedDevices(Collection<UserId> users) {
        changedDevices.addAll(users);
    }

    void leftDevices(Collection<UserId> users) {
        leftDevices.addAll(users);
    }

    void keys(DeviceKeyCounts.Counts counts) {
        oneTimeKeys = counts.oneTimeKeys();
        unusedFallbacks = counts.unusedFallbacks();
    }

    /** The answer is to be sent even if it looks empty. */
    void worthSending() {
        worthSending = true;
    }

    /** What may be seen of the room from outside, as the JSON of a list, when the user is invited to it or knocks. */
    public Optional<byte[]> stripped(RoomId room) {
        return Optional.ofNullable(invited.getOrDefault(room, knocked.get(room)));
    }

    public List<byte[]> accountData() {
        return accountData;
    }

    public Set<UserId> usersChanged() {
        return changedDevices;
    }

    public Set<UserId> usersLeft() {
        return leftDevices;
    }

    public Map<String, Integer> oneTimeKeys() {
        return oneTimeKeys;
    }

    public Collection<String> unusedFallbacks() {
        return unusedFallbacks;
    }

    public boolean isWorthSending() {
        return worthSending;
    }

    boolean isEmpty() {
        return !worthSending && joined.isEmpty() && left.isEmpty() && invited.isEmpty() && knocked.isEmpty() && accountData.isEmpty()
                && presence.isEmpty() && toDevice.isEmpty() && changedDevices.isEmpty() && leftDevices.isEmpty();
    }

    byte[] write(SyncToken upTo, String stateField) {
        JsonBytes out = new JsonBytes();
        out.open('{').key("next_batch").text(upTo.withToDevice(Math.min(toDeviceUpTo, upTo.position())).toString());
        writeOwn(out, "account_data", accountData);
        writeOwn(out, "presence", presence);
        writeOwn(out, "to_device", toDevice);
        if (!changedDevices.isEmpty() || !leftDevices.isEmpty()) {
            out.key("device_lists").open('{');
            writeUsers(out, "changed", changedDevices);
            writeUsers(out, "left", leftDevices);
            out.close('}');
        }
        writeKeys(out);
        writeRooms(out, stateField);
        return out.close('}').toByteArray();
    }

    private void writeRooms(JsonBytes out, String stateField) {
        if (joined.isEmpty() && left.isEmpty() && invited.isEmpty() && knocked.isEmpty()) {
            return;
        }
        out.key("rooms").open('{').key("join").open('{');
        joined.forEach((room, answer) -> answer.write(out.key(room.value()), stateField, true));
        out.close('}').key("leave").open('{');
        left.forEach((room, answer) -> answer.write(out.key(room.value()), stateField, false));
        out.close('}').key("invite").open('{');
        invited.forEach((room, events) -> writeStripped(out, room, "invite_state", events));
        out.close('}').key("knock").open('{');
        knocked.forEach((room, events) -> writeStripped(out, room, "knock_state", events));
        out.close('}').close('}');
    }

    private void writeKeys(JsonBytes out) {
        out.key("device_one_time_keys_count").open('{');
        oneTimeKeys.forEach((algorithm, count) -> out.key(algorithm).number(count));
        out.close('}').key("device_unused_fallback_key_types").open('[');
        unusedFallbacks.forEach(out::text);
        out.close(']');
    }

    private static void writeStripped(JsonBytes out, RoomId room, String field, byte[] events) {
        out.key(room.value()).open('{').key(field).open('{').key("events").value(events).close('}').close('}');
    }

    private static void writeOwn(JsonBytes out, String field, List<byte[]> events) {
        if (!events.isEmpty()) {
            RoomAnswer.writeEvents(out, field, events);
        }
    }

    private static void writeUsers(JsonBytes out, String field, Set<UserId> users) {
        out.key(field).open('[');
        users.forEach(user -> out.text(user.value()));
        out.close(']');
    }
}
