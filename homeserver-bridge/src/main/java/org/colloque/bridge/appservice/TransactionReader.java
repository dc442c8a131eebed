package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.colloque.bridge.appservice.QueueStore.Prepared;
import org.colloque.bridge.appservice.ServiceLog.Message;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;

/** Reads on in the log and puts together what of it is for an application service. Spec: application-service-api, "Pushing events". */
@ApplicationScoped
class TransactionReader {

    private final ServiceLog log;
    private final RoomReads reads;
    private final EventRendering rendering;
    private final Passing passing;
    private final EncryptionNews encryption;

    TransactionReader(ServiceLog log, RoomReads reads, EventRendering rendering, Passing passing, EncryptionNews encryption) {
        this.log = log;
        this.reads = reads;
        this.rendering = rendering;
        this.passing = passing;
        this.encryption = encryption;
    }

    /** What is for a service after one position and at or below another, as the transaction of a number, with what passes. */
    Uni<Prepared> next(Place place, RoomInterest interest, Passing.News news) {
        Page page = new Page(place.service(), place.cursor(), place.upTo());
        ObjectNode body = JsonNodes.object();
        return read(page, place.service().wishes())
                .chain(() -> interest.load(rooms(page, news)))
                .invoke(() -> page.choose(interest))
                .chain(() -> events(place.service(), page))
                .invoke(events -> events.forEach(body.putArray("events")::add))
                .chain(events -> extend(place.service(), page, interest, news, body).map(more -> more || !events.isEmpty()))
                .map(any -> new Prepared(place.number(), any ? Optional.of(CanonicalJson.lenientBytes(body)) : Optional.empty(), page.bound(),
                        page.ownMessages().stream().map(Message::position).toList(), page.come(), page.gone()));
    }

    private Uni<Void> read(Page page, ApplicationService.Wishes wishes) {
        Uni<Void> messages = !wishes.encryption() ? Uni.createFrom().voidItem()
                : log.messages(page.after(), page.bound()).invoke(page::messages).replaceWithVoid();
        return messages
                .chain(() -> !wishes.ephemeral() ? Uni.createFrom().voidItem()
                        : log.receipts(page.after(), page.bound()).invoke(page::receipts).replaceWithVoid())
                .chain(() -> log.events(page.after(), page.bound()).invoke(page::events)).replaceWithVoid();
    }

    private static Set<String> rooms(Page page, Passing.News news) {
        Set<String> rooms = new HashSet<>(page.rooms());
        rooms.addAll(news.rooms());
        return rooms;
    }

    private Uni<List<ObjectNode>> events(ApplicationService service, Page page) {
        if (page.chosen().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return reads.byNumber(page.chosen()).chain(found -> rendering.render(
                new Requester(service.sender(), Requester.NO_DEVICE, false, Optional.of(service)), inOrder(page.chosen(), found)));
    }

    private static List<StoredEvent> inOrder(List<Long> numbers, Map<Long, StoredEvent> found) {
        return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private Uni<Boolean> extend(ApplicationService service, Page page, RoomInterest interest, Passing.News news, ObjectNode body) {
        ArrayNode ephemeral = JsonNodes.FACTORY.arrayNode();
        if (service.wishes().ephemeral()) {
            page.addReceipts(interest, ephemeral);
            passing.add(news, service, interest, ephemeral);
            body.set("ephemeral", ephemeral);
            body.set("de.sorunome.msc2409.ephemeral", ephemeral);
        }
        return service.wishes().encryption() ? encryption.add(service, page, body).map(more -> more || !ephemeral.isEmpty())
                : Uni.createFrom().item(!ephemeral.isEmpty());
    }

    /** Where a service stands in the log. */
    record Place(ApplicationService service, long number, long cursor, long upTo) {
    }
}
