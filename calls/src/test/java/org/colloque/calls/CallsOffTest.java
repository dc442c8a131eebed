package org.colloque.calls;

import static org.colloque.calls.Caller.post;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.calls.discovery.CallTransports;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CallsOffTest {

    @Inject
    CallTransports transports;

    @Test
    void withoutAMediaServerThereAreNoTransports() {
        Agents.register("alice").asking().get("/_matrix/client/unstable/org.matrix.msc4143/rtc/transports").then().statusCode(200)
                .body("rtc_transports.size()", equalTo(0));
        assertTrue(transports.fields().isEmpty());
    }

    @Test
    void withoutAMediaServerTheTokenServiceIsUnknown() {
        Caller alice = new Caller(Agents.register("alice"));
        TestRoom room = TestRoom.by(alice.agent());
        for (String path : new String[] {"/get_token", "/delegate_delayed_leave", "/sfu_webhook"}) {
            post(path, alice.request(room)).statusCode(404).body("errcode", equalTo("M_UNRECOGNIZED"));
        }
        post("/sfu/get", alice.legacyRequest(room)).statusCode(404).body("errcode", equalTo("M_UNRECOGNIZED"));
    }

    @Test
    void withoutATurnServerThereAreNoCredentials() {
        Agent alice = Agents.register("alice");
        alice.asking().get("/_matrix/client/v3/voip/turnServer").then().statusCode(200).body("size()", equalTo(0));
    }
}
