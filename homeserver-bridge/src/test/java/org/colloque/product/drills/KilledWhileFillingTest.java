package org.colloque.product.drills;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.bridge.federation.PeerEvents;
import org.colloque.bridge.federation.PeerRequests;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.product.ServiceProcess;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while a room that was entered with a part of its state waits for the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledWhileFillingTest {

    private static final int MEMBERS = 60;

    private ServiceProcess service;
    private FakePeer peer;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = new ServiceProcess("ministry.example", folder);
        new FederationTestResource().start().forEach(service::set);
        service.set("colloque.federation.omit-members", "true");
        service.start();
        peer = FakePeer.start("peer.example");
        RestAssured.baseURI = "http://127.0.0.1";
        RestAssured.port = service.api().address().getPort();
    }

    @AfterAll
    void stop() {
        RestAssured.reset();
        peer.close();
        service.close();
    }

    @Test
    void roomIsFilledAfterTheRestartAndNothingThatWasTakenIsLost() {
        PeerRoom room = room();
        Agent alice = Agents.register("alice");
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(200);
        assertTrue(peer.received("PUT /_matrix/federation/v2/send_join/").getLast().target().endsWith("?omit_members=true"));
        alice.asking().body(Map.of("msgtype", "m.text", "body", "ours")).put(path(room) + "/send/m.room.message/1").then().statusCode(200);
        Pdu theirs = room.say("theirs");
        new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), room.transaction(List.of(theirs.json()))).statusCode(200);
        service.kill();
        service.start();
        RestAssured.port = service.api().address().getPort();
        String proposal = "/_matrix/federation/v1/make_join/" + PeerEvents.encode(room.id()) + "/" + PeerEvents.encode("@late:peer.example") + "?ver=12";
        assertEquals(404, new PeerRequests(peer).get(proposal).extract().statusCode());
        room.tellingState(true);
        eventually(() -> alice.asking().get(path(room) + "/joined_members").then().statusCode(200).body("joined.size()", equalTo(MEMBERS + 2)));
        eventually(() -> alice.asking().get(path(room) + "/messages?dir=f&from=s0").then().statusCode(200)
                .body("chunk.content.body", hasItems("ours", "theirs")));
        new PeerRequests(peer).get(proposal).statusCode(200);
    }

    private PeerRoom room() {
        PeerRoom room = new PeerRoom(peer, RoomVersions.V12, peer.user("owner"));
        IntStream.range(0, MEMBERS).forEach(i -> {
            UserId user = peer.user("member" + i);
            room.add(room.draft(EventTemplate.state(user, StateKey.member(user), JsonNodes.object().put("membership", "join"))));
        });
        room.tellingState(false);
        return room;
    }

    private static String path(PeerRoom room) {
        return "/_matrix/client/v3/rooms/" + room.id();
    }
}
