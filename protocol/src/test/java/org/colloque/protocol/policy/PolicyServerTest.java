package org.colloque.protocol.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.Json;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyServerTest {

    private static final ServerName POLICY = ServerName.parse("policy.fr");
    private static final SigningKey KEY = SigningKey.generate(PolicyServer.KEY_ID, new SecureRandom());
    private static final SigningKey OTHER = SigningKey.generate(PolicyServer.KEY_ID, new SecureRandom());
    private static final PolicyServer SERVER = PolicyServer.named(content(KEY.verifyKey().toBase64())).orElseThrow();

    private static ObjectNode content(String key) {
        return Json.of("{'via':'policy.fr','public_keys':{'ed25519':'" + key + "'}}");
    }

    private static Pdu built(EventTemplate template) {
        SigningKey senders = SigningKey.generate(KeyId.parse("ed25519:a"), new SecureRandom());
        return new EventBuilder(RoomVersions.V11, template.sender().server(), senders)
                .build(template, EventPosition.in(RoomId.parse("!r:a.fr"), 3, List.of(), List.of()), 1);
    }

    private static Pdu message(String sender) {
        return built(EventTemplate.message(UserId.parse(sender), "m.room.message", Json.of("{'body':'hello'}")));
    }

    private static Pdu policy(String stateKey) {
        return built(EventTemplate.state(UserId.parse("@alice:a.fr"), StateKey.of("m.room.policy", stateKey), Json.of("{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'via':'policy.fr'}", "{'via':'policy.fr','public_keys':{}}", "{'via':'policy.fr','public_keys':{'ed25519':1}}",
        "{'via':1,'public_keys':{'ed25519':'a'}}", "{'via':'not a name','public_keys':{'ed25519':'a'}}", "{'via':'policy.fr','public_keys':'a'}",
        "{'public_keys':{'ed25519':'a'}}"})
    void contentThatLacksANameOrAKeyNamesNone(String content) {
        assertEquals(Optional.empty(), PolicyServer.named(Json.of(content)));
    }

    @Test
    void eventWithoutASignatureIsNotRecommended() {
        assertFalse(SERVER.recommends(message("@alice:a.fr")));
        assertFalse(SERVER.recommends(message("@bot:policy.fr")));
    }

    @Test
    void eventThatTheServerSignedIsRecommendedAlsoWhenItIsItsOwn() {
        for (String sender : List.of("@alice:a.fr", "@bot:policy.fr")) {
            assertTrue(SERVER.recommends(EventSignatures.sign(message(sender), POLICY, KEY)));
        }
    }

    @Test
    void signatureByAnotherKeyOrServerOrOverAnotherEventDoesNotCount() {
        Pdu event = message("@alice:a.fr");
        assertFalse(SERVER.recommends(EventSignatures.sign(event, POLICY, OTHER)));
        assertFalse(SERVER.recommends(EventSignatures.sign(event, ServerName.parse("other.fr"), KEY)));
        Pdu signed = EventSignatures.sign(message("@bob:a.fr"), POLICY, KEY);
        assertFalse(SERVER.recommends(SERVER.signed(event, signed.json().get("signatures")).orElseThrow()));
    }

    @Test
    void keyOfAnotherNameDoesNotCount() {
        SigningKey published = SigningKey.generate(KeyId.parse("ed25519:1"), new SecureRandom());
        assertFalse(SERVER.recommends(EventSignatures.sign(message("@alice:a.fr"), POLICY, published)));
    }

    @Test
    void keyThatIsNoneRecommendsNothing() {
        PolicyServer keyless = PolicyServer.named(content("rubbish")).orElseThrow();
        assertFalse(keyless.recommends(EventSignatures.sign(message("@alice:a.fr"), POLICY, KEY)));
        assertTrue(keyless.recommends(policy("")));
    }

    @Test
    void eventThatNamesThePolicyServerNeedsNoSignature() {
        assertTrue(SERVER.recommends(policy("")));
        assertFalse(SERVER.recommends(policy("other")));
        assertFalse(SERVER.recommends(built(EventTemplate.message(UserId.parse("@alice:a.fr"), "m.room.policy", Json.of("{}")))));
    }

    @Test
    void answerAddsTheSignatureBesideThoseThatAreThere() {
        Pdu event = message("@bot:policy.fr");
        Pdu signed = SERVER.signed(event, EventSignatures.sign(event, POLICY, KEY).json().get("signatures")).orElseThrow();
        assertTrue(SERVER.recommends(signed));
        assertEquals(2, signed.json().path("signatures").path("policy.fr").size());
        assertEquals(event.eventId(), signed.eventId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'policy.fr':{}}", "{'policy.fr':{'ed25519:1':'x'}}", "{'policy.fr':{'ed25519:policy_server':7}}", "{'other.fr':"
        + "{'ed25519:policy_server':'x'}}"})
    void answerWithoutTheSignatureAddsNone(String answer) {
        assertEquals(Optional.empty(), SERVER.signed(message("@alice:a.fr"), Json.of(answer)));
    }
}
