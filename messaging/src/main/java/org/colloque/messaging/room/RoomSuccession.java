package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.push.PushRulesService;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.push.PushRule;
import org.colloque.protocol.push.PushRuleKind;
import org.colloque.protocol.push.PushRuleset;

/** What goes over from a room to the one that replaces it. Spec: client-server-api, "Room Upgrades". */
@ApplicationScoped
public class RoomSuccession {

    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);
    private static final String TAGS = "m.tag";
    private static final String DIRECT = "m.direct";

    private final RoomReads reads;
    private final AliasStore aliases;
    private final PublicRoomStore published;
    private final AccountDataService accountData;
    private final PushRulesService pushRules;

    RoomSuccession(RoomReads reads, AliasStore aliases, PublicRoomStore published, AccountDataService accountData, PushRulesService pushRules) {
        this.reads = reads;
        this.aliases = aliases;
        this.published = published;
        this.accountData = accountData;
        this.pushRules = pushRules;
    }

    /** This server's aliases and the place in its directory. */
    Uni<Void> move(RoomId old, RoomId replacement) {
        return aliases.move(old, replacement).chain(() -> published.published(old)).chain(shown -> shown
                ? published.publish(replacement, true).chain(() -> published.publish(old, false)) : Uni.createFrom().voidItem());
    }

    /** As {@link #carryOver(UserId, RoomId, RoomId)}, for somebody who has just joined a room, if it replaces another. */
    Uni<Void> carryOver(UserId user, RoomId joined) {
        return reads.head(joined).chain(head -> head.map(found -> reads.inState(found.state(), Set.of(CREATE)))
                        .orElseGet(() -> Uni.createFrom().item(Map.of())))
                .chain(state -> Optional.ofNullable(state.get(CREATE)).flatMap(create -> predecessor(create.pdu().content()))
                        .map(old -> carryOver(user, old, joined)).orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** The user's tags, push rules and direct-chat mark. What the user has set for the new room already stays. */
    Uni<Void> carryOver(UserId user, RoomId old, RoomId replacement) {
        return tags(user, old, replacement).chain(() -> direct(user, old, replacement)).chain(() -> rules(user, old, replacement));
    }

    private static Optional<RoomId> predecessor(ObjectNode create) {
        try {
            return Optional.of(create.path("predecessor").path("room_id").asText()).filter(id -> !id.isEmpty()).map(RoomId::new);
        } catch (InvalidIdentifierException rubbish) {
            return Optional.empty();
        }
    }

    private Uni<Void> tags(UserId user, RoomId old, RoomId replacement) {
        return accountData.find(user, Optional.of(old), TAGS).chain(tags -> tags.isEmpty() ? Uni.createFrom().voidItem()
                : accountData.find(user, Optional.of(replacement), TAGS).chain(there -> there.isPresent() ? Uni.createFrom().voidItem()
                        : accountData.store(user, Optional.of(replacement), TAGS, tags.get())));
    }

    private Uni<Void> direct(UserId user, RoomId old, RoomId replacement) {
        return accountData.find(user, Optional.empty(), DIRECT).chain(chats -> chats.isEmpty() || !lists(chats.get(), old)
                ? Uni.createFrom().voidItem()
                : accountData.change(user, Optional.empty(), DIRECT, now -> withReplacement(now, old, replacement)));
    }

    private static boolean lists(ObjectNode chats, RoomId room) {
        return chats.valueStream().anyMatch(rooms -> rooms.valueStream().anyMatch(id -> id.asText().equals(room.value())));
    }

    private static ObjectNode withReplacement(ObjectNode chats, RoomId old, RoomId replacement) {
        ObjectNode changed = chats.deepCopy();
        changed.forEach(rooms -> {
            if (rooms instanceof ArrayNode list && list.valueStream().anyMatch(id -> id.asText().equals(old.value()))
                    && list.valueStream().noneMatch(id -> id.asText().equals(replacement.value()))) {
                list.add(replacement.value());
            }
        });
        return changed;
    }

    private Uni<Void> rules(UserId user, RoomId old, RoomId replacement) {
        return pushRules.rules(user).chain(rules -> rules.rule(PushRuleKind.ROOM, old.value()).isEmpty() ? Uni.createFrom().voidItem()
                : pushRules.change(user, now -> withRule(now, old, replacement)));
    }

    private static PushRuleset withRule(PushRuleset rules, RoomId old, RoomId replacement) {
        Optional<PushRule> rule = rules.rule(PushRuleKind.ROOM, old.value());
        return rule.isEmpty() || rules.rule(PushRuleKind.ROOM, replacement.value()).isPresent() ? rules
                : rules.with(PushRuleKind.ROOM, rule.get().forRoom(replacement.value()));
    }
}
