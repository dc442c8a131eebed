package org.colloque.messaging.receipt.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.receipt.Receipt;
import org.colloque.messaging.receipt.ReceiptService;
import org.colloque.messaging.receipt.ReceiptService.Mark;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** Spec: client-server-api, "Receipts" and "Fully read markers". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptResource {

    private final ReceiptService receipts;
    private final CurrentRequester requester;

    ReceiptResource(ReceiptService receipts, CurrentRequester requester) {
        this.receipts = receipts;
        this.requester = requester;
    }

    @POST
    @Path("receipt/{receiptType}/{eventId}")
    public Uni<ObjectNode> send(@PathParam("roomId") String roomId, @PathParam("receiptType") String type,
            @PathParam("eventId") String eventId, JsonBody body) {
        RoomId room = RoomId.parse(roomId);
        Mark mark = new Mark(type, EventId.parse(eventId).value());
        Optional<String> thread = thread(body);
        return switch (type) {
            case Receipt.READ, Receipt.READ_PRIVATE -> receipts.read(requester.get().user(), room, mark, thread).map(done -> nothing());
            case AccountDataService.FULLY_READ -> fullyRead(room, eventId, thread);
            default -> throw MatrixException.invalidParam("The type of a receipt is m.read, m.read.private or m.fully_read.");
        };
    }

    @POST
    @Path("read_markers")
    public Uni<ObjectNode> mark(@PathParam("roomId") String roomId, JsonBody body) {
        Optional<String> fullyRead = body.optionalText(AccountDataService.FULLY_READ);
        List<Mark> marks = Stream.of(Receipt.READ, Receipt.READ_PRIVATE)
                .flatMap(type -> body.optionalText(type).map(eventId -> new Mark(type, EventId.parse(eventId).value())).stream()).toList();
        return receipts.mark(requester.get().user(), RoomId.parse(roomId), fullyRead, marks).map(done -> nothing());
    }

    private Uni<ObjectNode> fullyRead(RoomId room, String eventId, Optional<String> thread) {
        if (thread.isPresent()) {
            throw MatrixException.invalidParam("A read marker is of the whole room: it takes no thread_id.");
        }
        return receipts.mark(requester.get().user(), room, Optional.of(eventId), List.of()).map(done -> nothing());
    }

    private static Optional<String> thread(JsonBody body) {
        var value = body.json().get("thread_id");
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw MatrixException.invalidParam("The field \"thread_id\" must be a string that is not empty.");
        }
        return Optional.of(value.textValue());
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
