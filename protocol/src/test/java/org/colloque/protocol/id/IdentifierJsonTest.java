package org.colloque.protocol.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentifierJsonTest {
    record Everything(
            ServerName server, UserId user, RoomId room, EventId event, RoomAlias alias, Map<UserId, Map<DeviceId, KeyId>> keys) {
    }

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void identifiersAreStringsInJsonAlsoAsKeys() throws JsonProcessingException {
        Everything everything = new Everything(
                ServerName.parse("a.fr"), UserId.parse("@a:a.fr"), RoomId.parse("!r"), EventId.parse("$e"), RoomAlias.parse("#x:a.fr"),
                Map.of(UserId.parse("@a:a.fr"), Map.of(DeviceId.parse("D"), KeyId.parse("ed25519:D"))));

        String json = mapper.writeValueAsString(everything);

        assertEquals("{\"server\":\"a.fr\",\"user\":\"@a:a.fr\",\"room\":\"!r\",\"event\":\"$e\",\"alias\":\"#x:a.fr\","
                + "\"keys\":{\"@a:a.fr\":{\"D\":\"ed25519:D\"}}}", json);
        assertEquals(everything, mapper.readValue(json, Everything.class));
    }

    @Test
    void wrongIdentifierInJsonIsRefusedWithItsReason() {
        DatabindException e = assertThrows(DatabindException.class, () -> mapper.readValue("[\"alice\"]",
                mapper.getTypeFactory().constructCollectionType(List.class, UserId.class)));

        assertEquals("A user id starts with '@'.", e.getCause().getMessage());
    }
}
