package org.colloque.messaging.accounts.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.colloque.messaging.accounts.AccessTokens;
import org.colloque.messaging.accounts.Standing;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ManyLoginsTest {

    private static final int LOGINS = 50;

    @Inject
    AccessTokens tokens;

    @Test
    void fiftyLoginsAtOnceGiveFiftyDevices() throws Exception {
        Agent alice = Agents.register("alice");
        Set<Object> devices = new HashSet<>(Set.of(alice.device()));
        try (ExecutorService people = Executors.newFixedThreadPool(LOGINS)) {
            List<Future<Agent>> logins = IntStream.range(0, LOGINS).mapToObj(i -> people.submit(alice::onAnotherDevice)).toList();
            for (Future<Agent> login : logins) {
                devices.add(login.get().device());
            }
        }
        assertEquals(LOGINS + 1, devices.size());
        assertEquals(LOGINS + 1, alice.asking().get("/_matrix/client/v3/devices").jsonPath().getList("devices").size());
    }

    @Test
    void tokenThatIsWarmIsAnsweredAtOnceFromMemory() {
        Agent alice = Agents.register("alice");
        alice.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(200);
        AccessTokens.Verified verified = tokens.verify(alice.token()).subscribe().asCompletionStage().getNow(null);
        assertEquals(new AccessTokens.Verified(new Requester(alice.userId(), alice.device(), false), Standing.GOOD), verified);
    }
}
