package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/**
 * Checks that the aliases which a new {@code m.room.canonical_alias} adds are well formed and stand for the room.
 *
 * <p>Spec: client-server-api, "PUT /rooms/{roomId}/state": {@code M_INVALID_PARAM}, {@code M_BAD_ALIAS}.
 */
@ApplicationScoped
class CanonicalAliasCheck {

    private static final StateKey SLOT = new StateKey(EventTypes.CANONICAL_ALIAS, "");

    private final RoomReads reads;
    private final AliasService aliases;

    CanonicalAliasCheck(RoomReads reads, AliasService aliases) {
        this.reads = reads;
        this.aliases = aliases;
    }

    Uni<Void> check(RoomId room, ObjectNode content) {
        requireTexts(content);
        Set<String> named = named(content);
        if (named.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return present(room).chain(present -> {
            named.removeAll(present);
            return Multi.createFrom().iterable(named)
                    .onItem().transformToUniAndConcatenate(alias -> standsFor(RoomAlias.parse(alias), room))
                    .collect().last().replaceWithVoid();
        });
    }

    private Uni<Set<String>> present(RoomId room) {
        return reads.head(room).chain(head -> head.isEmpty() ? Uni.createFrom().item(Set.of())
                : reads.inState(head.get().state(), Set.of(SLOT)).map(state ->
                        Optional.ofNullable(state.get(SLOT)).map(event -> named(event.pdu().content())).orElseGet(HashSet::new)));
    }

    private Uni<Void> standsFor(RoomAlias alias, RoomId room) {
        return aliases.resolve(alias)
                .onFailure(MatrixException.class).transform(unknown -> bad(alias))
                .invoke(target -> {
                    if (!target.room().equals(room)) {
                        throw bad(alias);
                    }
                }).replaceWithVoid();
    }

    private static void requireTexts(ObjectNode content) {
        JsonNode alias = content.path("alias");
        JsonNode others = content.path("alt_aliases");
        boolean fine = (alias.isMissingNode() || alias.isNull() || alias.isTextual())
                && (others.isMissingNode() || others.isArray() && others.valueStream().allMatch(JsonNode::isTextual));
        if (!fine) {
            throw MatrixException.invalidParam("\"alias\" must be an alias, and \"alt_aliases\" a list of them.");
        }
    }

    private static MatrixException bad(RoomAlias alias) {
        return new MatrixException(Errcode.M_BAD_ALIAS, "The alias " + alias + " does not stand for this room.");
    }

    private static Set<String> named(ObjectNode content) {
        Set<String> aliases = new LinkedHashSet<>();
        Optional.ofNullable(content.path("alias").textValue()).filter(alias -> !alias.isEmpty()).ifPresent(aliases::add);
        for (JsonNode alias : content.path("alt_aliases")) {
            aliases.add(alias.asText());
        }
        return aliases;
    }
}
