package org.colloque.messaging.sync.sliding.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.sync.sliding.RoomConfig;
import org.colloque.messaging.sync.sliding.SlidingList;
import org.colloque.messaging.sync.sliding.SlidingPosition;
import org.colloque.messaging.sync.sliding.SlidingRequest;
import org.colloque.messaging.sync.sliding.SlidingRequest.Dialect;
import org.colloque.messaging.sync.sliding.SlidingRequest.Options;
import org.colloque.messaging.sync.sliding.SlidingRequest.Rules;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;

/** Reads requests, in the words of the proposal and in those that today's clients use. Spec: MSC4186, "Request Body" and "Changelog". */
final class SlidingRequestReader {

    private static final long LONGEST_MILLISECONDS = Duration.ofMinutes(5).toMillis();
    private static final int MOST_RULES = 100;
    private static final int MOST_EVENTS = 100;
    private static final int LONGEST_NAME = 255;
    private static final Set<String> PRESENCES = Set.of("offline", "online", "unavailable");
    /** Spec: appendices, "Opaque Identifiers"; a dollar sign and a few more for names that clients chose before. */
    private static final Pattern LIST_NAME = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    private final Requester by;
    private final Dialect dialect;

    SlidingRequestReader(Requester by, Dialect dialect) {
        this.by = by;
        this.dialect = dialect;
    }

    SlidingRequest read(JsonBody body, SlidingSyncResource.Parameters parameters) {
        Optional<SlidingPosition> pos = parameters.pos.or(() -> body.optionalText("pos")).filter(text -> !text.isEmpty()).map(SlidingPosition::parse);
        String connection = body.optionalText("conn_id").orElse("");
        if (connection.length() > LONGEST_NAME || connection.indexOf('\0') >= 0) {
            throw MatrixException.invalidParam("\"conn_id\" is too long.");
        }
        Options options = new Options(Duration.ofMillis(timeout(body, parameters)), presence(body, parameters), dialect, body.optionalText("txn_id"));
        return new SlidingRequest(by, connection, pos, new Rules(lists(body), subscriptions(body)), ExtensionsReader.read(body), options);
    }

    private static long timeout(JsonBody body, SlidingSyncResource.Parameters parameters) {
        try {
            OptionalLong inside = body.optionalInteger("timeout");
            long milliseconds = parameters.timeout.filter(text -> !text.isEmpty()).map(Long::parseLong).orElse(inside.orElse(0));
            return Math.clamp(milliseconds, 0, LONGEST_MILLISECONDS);
        } catch (NumberFormatException invalid) {
            throw MatrixException.invalidParam("\"timeout\" must be a number of milliseconds.");
        }
    }

    private static Optional<String> presence(JsonBody body, SlidingSyncResource.Parameters parameters) {
        Optional<String> presence = parameters.presence.or(() -> body.optionalText("set_presence"));
        presence.filter(value -> !PRESENCES.contains(value)).ifPresent(unknown -> {
            throw MatrixException.invalidParam("\"set_presence\" must be \"offline\", \"online\" or \"unavailable\".");
        });
        return presence;
    }

    private Map<String, SlidingList> lists(JsonBody body) {
        Map<String, SlidingList> lists = new LinkedHashMap<>();
        objects(body, "lists").forEach((name, list) -> {
            if (!LIST_NAME.matcher(name).matches()) {
                throw MatrixException.invalidParam("A list may not be called so.");
            }
            lists.put(name, new SlidingList(config(list), ranges(list), FilterReader.read(list.optionalObject("filters"))));
        });
        return lists;
    }

    private Map<RoomId, RoomConfig> subscriptions(JsonBody body) {
        Map<RoomId, RoomConfig> subscriptions = new LinkedHashMap<>();
        objects(body, "room_subscriptions").forEach((room, config) -> {
            try {
                subscriptions.put(RoomId.parse(room), config(config));
            } catch (InvalidIdentifierException invalid) {
                throw MatrixException.invalidParam("In \"room_subscriptions\": " + invalid.getMessage());
            }
        });
        return subscriptions;
    }

    /** Spec: MSC4186, "Top-level": at most 100. */
    private static Map<String, JsonBody> objects(JsonBody body, String field) {
        Map<String, JsonBody> objects = new LinkedHashMap<>();
        Optional<ObjectNode> object = body.optionalObject(field);
        if (object.map(ObjectNode::size).orElse(0) > MOST_RULES) {
            throw MatrixException.invalidParam("There are more than " + MOST_RULES + " of \"" + field + "\".");
        }
        object.ifPresent(members -> members.propertyStream().forEach(member -> {
            if (!(member.getValue() instanceof ObjectNode value)) {
                throw MatrixException.badJson("Each of \"" + field + "\" must be an object.");
            }
            objects.put(member.getKey(), new JsonBody(value));
        }));
        return objects;
    }

    private RoomConfig config(JsonBody json) {
        long limit = json.integer("timeline_limit");
        if (limit < 0) {
            throw MatrixException.invalidParam("\"timeline_limit\" may not be negative.");
        }
        return new RoomConfig((int) Math.min(limit, MOST_EVENTS), RequiredStateReader.read(json.json().get("required_state"), by.user().value()));
    }

    private static List<SlidingList.Range> ranges(JsonBody list) {
        List<SlidingList.Range> ranges = new ArrayList<>();
        list.optionalArray("range").ifPresent(range -> ranges.add(range(range)));
        list.optionalArray("ranges").ifPresent(several -> several.forEach(range -> {
            if (!(range instanceof ArrayNode pair)) {
                throw MatrixException.badJson("A range must be a list of two numbers.");
            }
            ranges.add(range(pair));
        }));
        return ranges;
    }

    private static SlidingList.Range range(ArrayNode pair) {
        if (pair.size() != 2 || !isPlace(pair.get(0)) || !isPlace(pair.get(1))) {
            throw MatrixException.badJson("A range must be a list of two numbers.");
        }
        SlidingList.Range range = new SlidingList.Range(place(pair.get(0)), place(pair.get(1)));
        if (range.first() < 0 || range.last() < range.first()) {
            throw MatrixException.invalidParam("A range must not be negative, and must not end before it starts.");
        }
        return range;
    }

    private static boolean isPlace(JsonNode place) {
        return place.isIntegralNumber() && place.canConvertToLong();
    }

    private static int place(JsonNode place) {
        return (int) Math.clamp(place.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
