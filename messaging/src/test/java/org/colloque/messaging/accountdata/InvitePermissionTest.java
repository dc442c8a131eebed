package org.colloque.messaging.accountdata;

import static org.colloque.messaging.accountdata.InvitePermission.Decision.ALLOW;
import static org.colloque.messaging.accountdata.InvitePermission.Decision.BLOCK;
import static org.colloque.messaging.accountdata.InvitePermission.Decision.IGNORE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.colloque.messaging.accountdata.InvitePermission.Decision;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvitePermissionTest {

    private static final String GOOD = "@good:good.example";
    private static final String SPY = "@spy:good.example:8448";
    private static final String BAD = "@bad:bad.example";

    static Stream<Arguments> configurations() {
        String lists = """
                {"blocked_users": ["@spy:*"], "allowed_servers": ["good.example"], "ignored_servers": ["really*"], "blocked_servers": ["*"]}""";
        return Stream.of(
                Arguments.of("{}", BAD, ALLOW),
                Arguments.of("{\"default_action\": \"block\"}", GOOD, BLOCK),
                Arguments.of("{\"default_action\": \"allow\"}", GOOD, ALLOW),
                Arguments.of("{\"default_action\": 1}", GOOD, ALLOW),
                Arguments.of("{\"default_action\": \"block\", \"allowed_users\": [\"@good:*\"]}", GOOD, ALLOW),
                Arguments.of(lists, GOOD, ALLOW),
                Arguments.of(lists, SPY, BLOCK),
                Arguments.of(lists, "@other:good.example:8448", ALLOW),
                Arguments.of(lists, BAD, BLOCK),
                Arguments.of(lists, "@bad:reallybad.example", IGNORE),
                Arguments.of("{\"enabled\": false, \"blocked_servers\": [\"*\"]}", BAD, ALLOW),
                Arguments.of("{\"ignored_users\": [\"" + BAD + "\"], \"blocked_users\": [\"" + BAD + "\"]}", BAD, IGNORE),
                Arguments.of("{\"allowed_users\": [\"" + BAD + "\"], \"ignored_users\": [\"" + BAD + "\"]}", BAD, ALLOW),
                Arguments.of("{\"blocked_servers\": \"*\"}", BAD, ALLOW),
                Arguments.of("{\"blocked_servers\": [\"*\"], \"allowed_users\": [1]}", BAD, ALLOW));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void theFirstRuleThatFitsDecides(String content, String inviter, Decision decision) {
        assertEquals(decision, InvitePermission.of(MatrixJson.parseTrusted(content.getBytes())).decide(UserId.parse(inviter)));
    }
}
