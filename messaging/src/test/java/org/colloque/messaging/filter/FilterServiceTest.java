package org.colloque.messaging.filter;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Test;

class FilterServiceTest {

    private static final UserId ALICE = new UserId("@alice:ministry.example");
    private static final UserId BOB = new UserId("@bob:ministry.example");

    private final FilterStore store = new InMemoryFilterStore();
    private final FilterService service = new FilterService(store);

    @Test
    void filterComesBackAsItWasUploaded() {
        ObjectNode definition = definition();
        assertEquals(definition, await(service.definition(ALICE, await(service.add(ALICE, definition)))));
    }

    @Test
    void idAndInlineFilterMeanTheSameAlsoOnAnotherNode() {
        String id = await(service.add(ALICE, definition()));
        SyncFilter inline = await(service.resolve(ALICE, Optional.of(definition().toString())));
        assertEquals(inline, await(service.resolve(ALICE, Optional.of(id))));
        assertEquals(inline, await(new FilterService(store).resolve(ALICE, Optional.of(id))));
    }

    @Test
    void noFilterLetsEverythingThrough() {
        assertSame(SyncFilter.ALL, await(service.resolve(ALICE, Optional.empty())));
        assertSame(SyncFilter.ALL, await(service.resolve(ALICE, Optional.of(""))));
    }

    @Test
    void filterOfAnotherIsUnknown() {
        String id = await(service.add(ALICE, definition()));
        assertEquals(Errcode.M_NOT_FOUND, refusal(Uni.createFrom().deferred(() -> service.definition(BOB, id))));
        assertEquals(Errcode.M_INVALID_PARAM, refusal(service.resolve(BOB, Optional.of(id))));
    }

    @Test
    void idThatIsNoNumberIsUnknown() {
        assertEquals(Errcode.M_NOT_FOUND, refusal(Uni.createFrom().deferred(() -> service.definition(ALICE, "quiet"))));
        assertEquals(Errcode.M_INVALID_PARAM, refusal(service.resolve(ALICE, Optional.of("quiet"))));
    }

    private static ObjectNode definition() {
        ObjectNode definition = JsonNodes.object();
        definition.putObject("room").putObject("timeline").put("limit", 3);
        return definition;
    }

    private static Errcode refusal(Uni<?> answer) {
        return assertThrows(MatrixException.class, () -> await(answer)).errcode();
    }
}
