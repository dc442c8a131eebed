package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.accountdata.ServerAccountData;
import org.colloque.protocol.id.UserId;

/** Push rules as clients find them in account data. Spec: client-server-api, {@code m.push_rules}. */
@ApplicationScoped
class PushRulesAccountData implements ServerAccountData {

    private final PushRulesService rules;

    PushRulesAccountData(PushRulesService rules) {
        this.rules = rules;
    }

    @Override
    public String type() {
        return AccountDataService.PUSH_RULES;
    }

    @Override
    public ObjectNode content(UserId user, Optional<AccountDataEntry> stored) {
        return rules.content(rules.of(user, stored));
    }
}
