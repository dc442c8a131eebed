package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.colloque.bridge.appservice.QueueStore.Stay;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.DeviceKeyCounts;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/**
 * What an application service needs for end-to-end encryption: messages to its devices, whose devices changed, how many of its keys are left. Spec: MSC3202 and MSC4203, under the names that bridges use.
 */
@ApplicationScoped
class EncryptionNews {

    private static final String PREFIX = "org.matrix.msc3202.";

    /** Those whose devices changed and who share a room with a user of the service. */
    private static final String CHANGED = """
            select distinct c.user_id from device_list_change c
            where c.position > $2 and c.position <= $3 and exists (
                select from user_name u join membership m on m.member = u.id and m.membership = 'join' join room r on r.id = m.room
                join application_service_member own on own.room_id = r.room_id and own.service = $1
                where u.user_id = c.user_id)""";

    private static final String MEMBERS = """
            select u.user_id from room r join membership m on m.room = r.id and m.membership = $2 join user_name u on u.id = m.member
            where r.room_id = any($1)""";

    /** Those of some users who share no room with a user of the service. */
    private static final String STRANGERS = """
            select user_id from unnest($2::text[]) gone(user_id) where not exists (
                select from user_name u join membership m on m.member = u.id and m.membership = 'join' join room r on r.id = m.room
                join application_service_member own on own.room_id = r.room_id and own.service = $1
                where u.user_id = gone.user_id collate "C" and r.room_id <> all($3))""";

    private static final String COUNTS = """
            select distinct user_id, device_id from key_count_change where position > $1 and position <= $2""";

    private final Database database;
    private final DeviceKeyCounts counts;

    EncryptionNews(Database database, DeviceKeyCounts counts) {
        this.database = database;
        this.counts = counts;
    }

    /** Adds it to the transaction's body; true when there is anything. */
    Uni<Boolean> add(ApplicationService service, Page page, ObjectNode body) {
        ArrayNode messages = JsonNodes.FACTORY.arrayNode();
        page.ownMessages().forEach(message -> messages.add(MatrixJson.parseTrusted(message.json())
                .put("to_user_id", message.user()).put("to_device_id", message.device())));
        ObjectNode lists = JsonNodes.object();
        ObjectNode oneTime = JsonNodes.object();
        ObjectNode fallback = JsonNodes.object();
        body.set("de.sorunome.msc2409.to_device", messages);
        body.set(PREFIX + "device_lists", lists);
        body.set(PREFIX + "device_one_time_keys_count", oneTime);
        body.set(PREFIX + "device_one_time_key_counts", oneTime);
        body.set(PREFIX + "device_unused_fallback_key_types", fallback);
        return lists(service, page, lists)
                .chain(() -> counts(service, page, oneTime, fallback))
                .map(done -> !messages.isEmpty() || !lists.path("changed").isEmpty() || !lists.path("left").isEmpty() || !oneTime.isEmpty());
    }

    private Uni<Void> lists(ApplicationService service, Page page, ObjectNode lists) {
        Set<String> changed = new TreeSet<>(page.arrivals());
        ArrayNode changedUsers = lists.putArray("changed");
        ArrayNode leftUsers = lists.putArray("left");
        return database.queryAside(CHANGED, service.id(), page.after(), page.bound()).invoke(rows -> changed.addAll(texts(rows)))
                .chain(() -> page.newRooms().isEmpty() ? Uni.createFrom().item(List.<Row>of())
                        : database.queryAside(MEMBERS, page.newRooms().toArray(String[]::new), "join"))
                .invoke(rows -> changed.addAll(texts(rows)))
                .chain(() -> strangers(service, page))
                .invoke(strangers -> {
                    strangers.forEach(leftUsers::add);
                    changed.stream().filter(user -> !strangers.contains(user)).forEach(changedUsers::add);
                }).replaceWithVoid();
    }

    private Uni<Set<String>> strangers(ApplicationService service, Page page) {
        String[] left = page.gone().stream().map(Stay::room).distinct().toArray(String[]::new);
        Uni<Set<String>> candidates = left.length == 0 ? Uni.createFrom().item(page.departures())
                : database.queryAside(MEMBERS, left, "join").map(rows -> {
                    Set<String> all = new LinkedHashSet<>(page.departures());
                    all.addAll(texts(rows));
                    return all;
                });
        return candidates.chain(users -> users.isEmpty() ? Uni.createFrom().item(Set.<String>of())
                : database.queryAside(STRANGERS, service.id(), users.toArray(String[]::new), new String[0])
                        .map(rows -> Set.copyOf(texts(rows))));
    }

    private Uni<Void> counts(ApplicationService service, Page page, ObjectNode oneTime, ObjectNode fallback) {
        return database.queryAside(COUNTS, page.after(), page.bound()).chain(rows -> InTurn.each(
                rows.stream().filter(row -> service.owns(new UserId(row.text(0)))).toList(), row ->
                        counts.counts(new UserId(row.text(0)), new DeviceId(row.text(1))).invoke(left -> {
                            ObjectNode kinds = oneTime.withObjectProperty(row.text(0)).putObject(row.text(1));
                            left.oneTimeKeys().forEach(kinds::put);
                            ArrayNode unused = fallback.withObjectProperty(row.text(0)).putArray(row.text(1));
                            left.unusedFallbacks().forEach(unused::add);
                        }).replaceWithVoid()));
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(row -> row.text(0)).toList();
    }
}
