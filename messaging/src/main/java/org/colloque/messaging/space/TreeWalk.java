package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.RoomHead;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** One walk through a tree, depth first, each room once. */
final class TreeWalk {

    /** However large a tree is, no more rooms than these are looked at. */
    private static final int MOST_ROOMS = 1_000;

    private final LocalSpaces here;
    private final DistantSpaces elsewhere;
    private final UserId user;
    private final SpaceQuery query;
    private final Deque<Step> ahead = new ArrayDeque<>();
    private final Set<RoomId> seen = new HashSet<>();
    private final List<SpaceRoom> found = new ArrayList<>();

    /** A room to look at; {@code told} is what the server of the space above said of it. */
    private record Step(RoomId room, List<ServerName> via, int depth, Optional<ObjectNode> told) {
    }

    TreeWalk(LocalSpaces here, DistantSpaces elsewhere, UserId user, SpaceQuery query) {
        this.here = here;
        this.elsewhere = elsewhere;
        this.user = user;
        this.query = query;
    }

    /** All rooms up to the page's end and one more, if there is one; empty when the user may not see the root. */
    Uni<List<SpaceRoom>> from(RoomId root, List<ServerName> via) {
        ahead.push(new Step(root, via, 0, Optional.empty()));
        seen.add(root);
        return Multi.createBy().repeating().uni(this::step).whilst(goOn -> goOn).collect().last().replaceWith(found);
    }

    private Uni<Boolean> step() {
        Step next = ahead.poll();
        if (next == null || found.size() > query.offset() + query.limit()) {
            return Uni.createFrom().item(false);
        }
        return here.head(next.room()).chain(head -> head.map(local -> look(next, local)).orElseGet(() -> ask(next)))
                .replaceWith(() -> !ahead.isEmpty());
    }

    private Uni<Void> look(Step step, RoomHead head) {
        return here.shown(head, user).invoke(shown -> shown.ifPresent(room -> add(step, room, Optional.empty()))).replaceWithVoid();
    }

    private Uni<Void> ask(Step step) {
        if (step.told().filter(told -> !told.path("room_type").asText().equals("m.space")).isPresent()) {
            return enter(step, new SpaceRoom(step.told().get(), List.of()), Optional.empty());
        }
        return elsewhere.ask(step.room(), step.via(), query.suggestedOnly()).chain(told -> told
                .map(answer -> enter(step, answer.room(), told))
                .orElseGet(() -> step.told().map(known -> enter(step, new SpaceRoom(known, List.of()), Optional.empty()))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> enter(Step step, SpaceRoom room, Optional<DistantSpaces.Told> told) {
        return elsewhere.mayEnter(user, step.room(), room.summary()).invoke(may -> {
            if (may) {
                add(step, room, told);
            }
        }).replaceWithVoid();
    }

    private void add(Step step, SpaceRoom room, Optional<DistantSpaces.Told> told) {
        SpaceRoom shown = room.onlySuggested(query.suggestedOnly());
        found.add(shown);
        if (step.depth() >= query.maxDepth()) {
            return;
        }
        shown.children().reversed().forEach(child -> {
            boolean hidden = told.filter(answer -> answer.inaccessible().contains(child.room())).isPresent();
            if (!hidden && seen.size() < MOST_ROOMS && seen.add(child.room())) {
                ahead.push(new Step(child.room(), child.via(), step.depth() + 1,
                        told.map(answer -> answer.children().get(child.room()))));
            }
        });
    }
}
