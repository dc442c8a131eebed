package org.colloque.messaging.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.colloque.messaging.push.Counts;
import org.colloque.protocol.id.UserId;

/** What an answer says of one joined or left room. */
public final class RoomAnswer {

    final List<byte[]> timeline = new ArrayList<>();
    final List<byte[]> state = new ArrayList<>();
    final List<byte[]> ephemeral = new ArrayList<>();
    final List<byte[]> accountData = new ArrayList<>();
    boolean limited;
    Optional<String> prevBatch = Optional.empty();
    Optional<Summary> summary = Optional.empty();
    Optional<Counts> unread = Optional.empty();
    Map<String, Counts> unreadThreads = new TreeMap<>();

    /** Spec: client-server-api, {@code RoomSummary}. */
    record Summary(int joined, int invited, Optional<List<UserId>> heroes) {
    }

    public Optional<Counts> unread() {
        return unread;
    }

    /** Ephemeral events of the room, each as JSON. */
    public List<byte[]> ephemeral() {
        return ephemeral;
    }

    public List<byte[]> accountData() {
        return accountData;
    }

    void write(JsonBytes out, String stateField, boolean joined) {
        out.open('{');
        writeEvents(out, stateField, state);
        out.key("timeline").open('{').key("events").open('[');
        timeline.forEach(out::value);
        out.close(']').key("limited").flag(limited);
        prevBatch.ifPresent(token -> out.key("prev_batch").text(token));
        out.close('}');
        writeEvents(out, "account_data", accountData);
        if (joined) {
            writeEvents(out, "ephemeral", ephemeral);
            writeSummary(out);
            writeUnread(out);
        }
        out.close('}');
    }

    private void writeSummary(JsonBytes out) {
        out.key("summary").open('{');
        summary.ifPresent(known -> {
            known.heroes().ifPresent(heroes -> {
                out.key("m.heroes").open('[');
                heroes.forEach(hero -> out.text(hero.value()));
                out.close(']');
            });
            out.key("m.joined_member_count").number(known.joined()).key("m.invited_member_count").number(known.invited());
        });
        out.close('}');
    }

    private void writeUnread(JsonBytes out) {
        out.key("unread_notifications");
        write(out, unread.orElse(Counts.NONE));
        if (!unreadThreads.isEmpty()) {
            out.key("unread_thread_notifications").open('{');
            unreadThreads.forEach((thread, counts) -> write(out.key(thread), counts));
            out.close('}');
        }
    }

    private static void write(JsonBytes out, Counts counts) {
        out.open('{').key("highlight_count").number(counts.highlights()).key("notification_count").number(counts.notifications()).close('}');
    }

    static void writeEvents(JsonBytes out, String field, List<byte[]> events) {
        out.key(field).open('{').key("events").open('[');
        events.forEach(out::value);
        out.close(']').close('}');
    }
}
