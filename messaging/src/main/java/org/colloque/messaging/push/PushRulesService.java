package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.push.InvalidPushRuleException;
import org.colloque.protocol.push.PushRules;
import org.colloque.protocol.push.PushRuleset;
import org.colloque.protocol.push.StoredPushRules;

/**
 * The push rules of users. They are kept as account data of type {@code m.push_rules}, in the form of {@link StoredPushRules}.
 * Spec: client-server-api, "Push Rules: API".
 */
@Singleton
public class PushRulesService {

    private static final int IN_MEMORY = 10_000;

    private final AccountDataService accountData;
    private final Cache<UserId, PushRuleset> defaults = Caffeine.newBuilder().maximumSize(IN_MEMORY).build();
    private final Cache<Stored, PushRuleset> compiled = Caffeine.newBuilder().maximumSize(IN_MEMORY).build();

    private record Stored(UserId user, long position) {
    }

    PushRulesService(AccountDataService accountData) {
        this.accountData = accountData;
    }

    public Uni<PushRuleset> rules(UserId user) {
        return accountData.find(user, Optional.empty(), AccountDataService.PUSH_RULES)
                .map(stored -> stored.map(json -> StoredPushRules.read(user, json)).orElseGet(() -> defaults(user)));
    }

    /** The rules that a piece of account data holds; the defaults when there is none. */
    public PushRuleset of(UserId user, Optional<AccountDataEntry> stored) {
        return stored.map(entry -> compiled.get(new Stored(user, entry.position()),
                        ignored -> StoredPushRules.read(user, MatrixJson.parseTrusted(entry.content()))))
                .orElseGet(() -> defaults(user));
    }

    /** The account data event's content as clients get it: {@code {"global": …}}. */
    public ObjectNode content(PushRuleset rules) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.set("global", rules.toJson());
        return content;
    }

    /** Changes a user's rules; changes made at the same time are all kept. Fails as the change does. */
    public Uni<Void> change(UserId user, UnaryOperator<PushRuleset> change) {
        return accountData.change(user, Optional.empty(), AccountDataService.PUSH_RULES,
                        stored -> StoredPushRules.write(user, change.apply(StoredPushRules.read(user, stored))))
                .onFailure(InvalidPushRuleException.class)
                .transform(invalid -> MatrixException.invalidParam(invalid.getMessage()));
    }

    private PushRuleset defaults(UserId user) {
        return defaults.get(user, PushRules::defaults);
    }
}
