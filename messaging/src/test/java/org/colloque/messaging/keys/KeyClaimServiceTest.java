package org.colloque.messaging.keys;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyClaimServiceTest {

    private static final String CURVE = "signed_curve25519";
    private static final UserId STRANGER = new UserId("@stranger:elsewhere.example");

    private final TestPeople people = TestPeople.inMemory();
    private final OneTimeKeyStore keys = new InMemoryOneTimeKeyStore();
    private final KeyClaimService service = new KeyClaimService(keys,
            people.service(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)), new NoRemoteDevices());
    private final DeviceOf bob = people.device();

    @BeforeEach
    void bobHasOneKey() {
        await(keys.add(bob, List.of(new ClaimableKey(CURVE, "A", TextNode.valueOf("key"))), List.of()));
    }

    @Test
    void claimedKeyStandsUnderItsUserDeviceAndName() {
        JsonNode answer = await(service.claim(Map.of(bob.user(), Map.of(bob.device(), CURVE))));
        assertEquals("key", answer.path("one_time_keys").path(bob.user().value()).path("PHONE").path(CURVE + ":A").textValue());
        assertTrue(answer.path("failures").isEmpty());
    }

    @Test
    void deviceThatHasNoKeyLeftIsLeftOut() {
        await(service.claim(Map.of(bob.user(), Map.of(bob.device(), CURVE))));
        assertTrue(await(service.claim(Map.of(bob.user(), Map.of(bob.device(), CURVE)))).path("one_time_keys").isEmpty());
    }

    @Test
    void serverThatCannotBeReachedCostsItsOwnAnswerAlone() {
        JsonNode answer = await(service.claim(Map.of(bob.user(), Map.of(bob.device(), CURVE), STRANGER, Map.of(new DeviceId("X"), CURVE))));
        assertTrue(answer.path("one_time_keys").has(bob.user().value()));
        assertTrue(answer.path("failures").has("elsewhere.example"));
    }

    @Test
    void otherServersClaimKeysOfThisServerAlone() {
        JsonNode answer = await(service.local(Map.of(STRANGER, Map.of(new DeviceId("X"), CURVE))));
        assertTrue(answer.path("one_time_keys").isEmpty());
        assertTrue(answer.path("failures").isMissingNode());
    }
}
