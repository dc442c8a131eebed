package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.colloque.bridge.appservice.QueueStore.Stay;
import org.colloque.bridge.appservice.ServiceLog.Happened;
import org.colloque.bridge.appservice.ServiceLog.Message;
import org.colloque.bridge.appservice.ServiceLog.Placed;
import org.colloque.bridge.appservice.ServiceLog.Receipt;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * A stretch of the log, and what of it is for one application service. Each kind that is read in part makes it shorter, so that the next one
 * goes on where this one ends. Spec: application-service-api, "Pushing events".
 */
final class Page {

    private static final String JOIN = "join";

    private final ApplicationService service;
    private final long after;
    private long bound;
    private List<Message> messages = List.of();
    private List<Receipt> receipts = List.of();
    private List<Happened> events = List.of();
    private final List<Long> chosen = new ArrayList<>();
    private final Map<Stay, Boolean> stays = new LinkedHashMap<>();
    private final Set<String> newRooms = new LinkedHashSet<>();
    private final Set<String> arrivals = new LinkedHashSet<>();
    private final Set<String> departures = new LinkedHashSet<>();

    Page(ApplicationService service, long after, long upTo) {
        this.service = service;
        this.after = after;
        this.bound = upTo;
    }

    void messages(List<Message> read) {
        messages = read;
        narrow(read, ServiceLog.MOST_OTHERS);
    }

    void receipts(List<Receipt> read) {
        receipts = read;
        narrow(read, ServiceLog.MOST_OTHERS);
    }

    void events(List<Happened> read) {
        events = read;
        narrow(read, ServiceLog.MOST_EVENTS);
    }

    private void narrow(List<? extends Placed> read, int most) {
        if (read.size() >= most) {
            bound = Math.min(bound, read.getLast().position());
        }
    }

    long after() {
        return after;
    }

    long bound() {
        return bound;
    }

    /** The rooms that it is about. */
    Set<String> rooms() {
        Set<String> rooms = new HashSet<>();
        events.forEach(event -> rooms.add(event.room()));
        receipts.forEach(receipt -> rooms.add(receipt.room()));
        return rooms;
    }

    /** Goes through the events in their order: who of the service's users is in a room changes on the way. */
    void choose(RoomInterest interest) {
        within(events).forEach(event -> choose(event, interest));
    }

    private void choose(Happened event, RoomInterest interest) {
        boolean own = event.member().filter(this::owns).isPresent();
        if (own) {
            move(event, interest);
        } else if (event.member().isPresent() && interest.holds(event.room())) {
            (event.membership().filter(JOIN::equals).isPresent() ? arrivals : departures).add(event.member().get());
        }
        if (event.number() != 0 && (own || owns(event.sender()) || interest.holds(event.room()))) {
            chosen.add(event.number());
        }
    }

    private void move(Happened event, RoomInterest interest) {
        Stay stay = new Stay(event.room(), event.member().orElseThrow());
        if (event.membership().filter(JOIN::equals).isPresent()) {
            if (!interest.holds(event.room())) {
                newRooms.add(event.room());
            }
            if (interest.joined(stay.room(), stay.member())) {
                stays.put(stay, true);
            }
        } else if (interest.left(stay.room(), stay.member())) {
            stays.put(stay, false);
        }
    }

    List<Long> chosen() {
        return chosen;
    }

    List<Stay> come() {
        return stays.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    List<Stay> gone() {
        return stays.entrySet().stream().filter(stay -> !stay.getValue()).map(Map.Entry::getKey).toList();
    }

    /** The rooms in which a user of the service is the first of them. */
    Set<String> newRooms() {
        return newRooms;
    }

    Set<String> arrivals() {
        return arrivals;
    }

    Set<String> departures() {
        return departures;
    }

    /** The messages to devices of the service's users. */
    List<Message> ownMessages() {
        return within(messages).filter(message -> owns(message.user())).toList();
    }

    /** Receipts as {@code /sync} tells them, with their rooms; private ones of the service's users alone. */
    void addReceipts(RoomInterest interest, ArrayNode ephemeral) {
        Map<String, ObjectNode> byRoom = new LinkedHashMap<>();
        within(receipts).filter(receipt -> interest.holds(receipt.room()))
                .filter(receipt -> !receipt.type().equals("m.read.private") || owns(receipt.user())).forEach(receipt -> {
                    ObjectNode content = byRoom.computeIfAbsent(receipt.room(), room ->
                            ephemeral.addObject().put("type", "m.receipt").put("room_id", room).putObject("content"));
                    ObjectNode told = JsonNodes.object().put("ts", receipt.time());
                    if (!receipt.thread().isEmpty()) {
                        told.put("thread_id", receipt.thread());
                    }
                    content.withObjectProperty(receipt.event()).withObjectProperty(receipt.type()).set(receipt.user(), told);
                });
    }

    private <T extends Placed> Stream<T> within(List<T> read) {
        return read.stream().filter(placed -> placed.position() <= bound);
    }

    private boolean owns(String user) {
        try {
            return service.owns(new UserId(user));
        } catch (InvalidIdentifierException notAUser) {
            return false;
        }
    }
}
