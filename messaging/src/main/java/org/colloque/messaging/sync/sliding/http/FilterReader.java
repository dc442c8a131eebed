package org.colloque.messaging.sync.sliding.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.sync.sliding.RoomListFilter;
import org.colloque.messaging.sync.sliding.RoomListFilter.Tags;
import org.colloque.messaging.sync.sliding.RoomListFilter.Types;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;

/** Reads which rooms a list holds. Spec: MSC4186, "SlidingRoomFilter". */
final class FilterReader {

    private FilterReader() {
    }

    static RoomListFilter read(Optional<ObjectNode> json) {
        if (json.isEmpty()) {
            return RoomListFilter.ALL;
        }
        JsonBody filter = new JsonBody(json.get());
        Optional<Boolean> invited = flag(filter, "is_invited").or(() -> flag(filter, "is_invite"));
        return new RoomListFilter(flag(filter, "is_dm"), spaces(filter), flag(filter, "is_encrypted"), invited,
                new Types(types(filter, "room_types"), types(filter, "not_room_types").orElse(Set.of())),
                new Tags(names(filter, "tags"), names(filter, "not_tags").orElse(Set.of())), filter.optionalText("room_name_like"));
    }

    private static Optional<Boolean> flag(JsonBody filter, String field) {
        JsonNode value = filter.json().get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(filter.flag(field, false));
    }

    private static Optional<Set<String>> names(JsonBody filter, String field) {
        return filter.optionalArray(field).map(ignored -> Set.copyOf(filter.texts(field)));
    }

    private static Optional<Set<RoomId>> spaces(JsonBody filter) {
        return filter.optionalArray("spaces").map(ignored -> {
            Set<RoomId> spaces = new HashSet<>();
            filter.texts("spaces").forEach(text -> {
                try {
                    spaces.add(RoomId.parse(text));
                } catch (InvalidIdentifierException invalid) {
                    throw MatrixException.invalidParam("In \"spaces\": " + invalid.getMessage());
                }
            });
            return spaces;
        });
    }

    /** A null in the list stands for rooms without a type. */
    private static Optional<Set<Optional<String>>> types(JsonBody filter, String field) {
        Optional<ArrayNode> list = filter.optionalArray(field);
        return list.map(values -> {
            Set<Optional<String>> types = new HashSet<>();
            for (JsonNode value : values) {
                if (!value.isNull() && !value.isTextual()) {
                    throw MatrixException.badJson("\"" + field + "\" must be a list of strings or nulls.");
                }
                types.add(Optional.ofNullable(value.textValue()));
            }
            return types;
        });
    }
}
