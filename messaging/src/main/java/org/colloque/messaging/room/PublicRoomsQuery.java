package org.colloque.messaging.room;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/**
 * What somebody looks for in the directory.
 *
 * @param roomTypes the types wanted, an empty one for rooms without a type; none: all
 */
public record PublicRoomsQuery(int limit, int offset, Optional<String> term, Optional<Set<Optional<String>>> roomTypes, Network network) {

    private static final int MOST = 500;
    private static final int USUAL = 100;

    /** Reads {@code limit}, {@code since} and {@code filter}. Fails with {@code M_INVALID_PARAM} on a token that is not ours. */
    public static PublicRoomsQuery of(JsonBody body) {
        Optional<JsonBody> filter = body.optionalObject("filter").map(JsonBody::new);
        return new PublicRoomsQuery(
                (int) Math.clamp(body.optionalInteger("limit").orElse(USUAL), 0, MOST),
                body.optionalText("since").map(PublicRoomsQuery::offset).orElse(0),
                filter.flatMap(wanted -> wanted.optionalText("generic_search_term")).filter(term -> !term.isBlank()),
                filter.flatMap(wanted -> wanted.optionalArray("room_types")).map(types -> {
                    Set<Optional<String>> wanted = new HashSet<>();
                    types.forEach(type -> wanted.add(Optional.ofNullable(type.textValue())));
                    return wanted;
                }), Network.of(body));
    }

    static String token(int offset) {
        return "p" + offset;
    }

    private static int offset(String token) {
        if (!token.matches("p\\d{1,9}")) {
            throw MatrixException.invalidParam("This is not a token that this server gave.");
        }
        return Integer.parseInt(token.substring(1));
    }
}
