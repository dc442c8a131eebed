package org.colloque.protocol.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FederationRequestTest {
    private static final ServerName ORIGIN = ServerName.parse("a.fr:8448");
    private static final ServerName DESTINATION = ServerName.parse("b.fr");
    private static final SigningKey KEY = SigningKey.generate(KeyId.parse("ed25519:k"), new SecureRandom());
    private static final XMatrixAuthorization EXPECTED =
            new XMatrixAuthorization(ORIGIN, Optional.of(DESTINATION), KeyId.parse("ed25519:k"), "AB+/cd");

    @Test
    void headerIsWrittenAsOldServersReadIt() {
        assertEquals("X-Matrix origin=\"a.fr:8448\",destination=\"b.fr\",key=\"ed25519:k\",sig=\"AB+/cd\"", EXPECTED.toHeader());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "X-Matrix origin=\"a.fr:8448\",destination=\"b.fr\",key=\"ed25519:k\",sig=\"AB+/cd\"",
        "X-Matrix origin=a.fr:8448,destination=b.fr,key=ed25519:k,sig=AB+/cd",
        "x-matrix   sig=\"AB+/cd\" , KEY=\"ed25519:k\"\t,\tDestination=b.fr,  Origin=\"a.fr:8448\"",
        "X-Matrix origin=\"a\\.fr:84\\48\",destination=\"b.fr\",key=\"ed25519\\:k\",sig=\"AB+/cd\"",
        "X-Matrix origin = a.fr:8448,destination= \"b.fr\",key =ed25519:k,sig=\"AB+/cd\",unknown=\"a,b=\\\"c\\\"\"",
        "X-Matrix ,origin=a.fr:8448,,destination=b.fr,key=ed25519:k,sig=AB+/cd,"
    })
    void headerIsReadInEveryFormThatTheStandardAllows(String header) {
        assertEquals(EXPECTED, XMatrixAuthorization.parse(header));
    }

    @Test
    void destinationMayBeAbsent() {
        assertEquals(Optional.empty(), XMatrixAuthorization.parse("X-Matrix origin=a.fr,key=ed25519:k,sig=AB").destination());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "X-Matrix", "Bearer abc", "X-Matrixorigin=a", "X-Matrix ", "X-Matrix origin=a.fr,key=ed25519:k", "X-Matrix key=ed25519:k,sig=x",
        "X-Matrix origin=a.fr,sig=x", "X-Matrix origin=a.fr,key=ed25519,sig=x", "X-Matrix origin=a/b,key=ed25519:k,sig=x",
        "X-Matrix origin=\"a.fr,key=ed25519:k,sig=x", "X-Matrix origin=a.fr,origin=b.fr,key=ed25519:k,sig=x",
        "X-Matrix origin=\"a.fr\"x,key=ed25519:k,sig=x", "X-Matrix origin,key=ed25519:k,sig=x", "X-Matrix =x,origin=a.fr,key=ed25519:k,sig=x",
        "X-Matrix origin=a.fr,key=ed25519:k,sig=\"x\\", "X-Matrix origin=a.fr,destination=\"\",key=ed25519:k,sig=x"
    })
    void otherHeadersAreRefused(String header) {
        assertThrows(InvalidSignatureException.class, () -> XMatrixAuthorization.parse(header));
    }

    @Test
    void signedObjectIsThatOfTheSpecification() {
        FederationRequest request = FederationRequest.of("PUT", "/_matrix/federation/v1/send/1?a=b", ORIGIN, DESTINATION)
                .withContent(Json.of("{'b':1,'a':[]}"));

        assertEquals("{\"content\":{\"a\":[],\"b\":1},\"destination\":\"b.fr\",\"method\":\"PUT\",\"origin\":\"a.fr:8448\","
                + "\"uri\":\"/_matrix/federation/v1/send/1?a=b\"}", new String(request.signedBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void signatureIsThatOfTheSignedObject() {
        FederationRequest request = FederationRequest.of("GET", "/_matrix/x", ORIGIN, DESTINATION);
        ObjectNode object = Json.of("{'method':'GET','uri':'/_matrix/x','origin':'a.fr:8448','destination':'b.fr'}");
        JsonSignatures.sign(object, ORIGIN.value(), KEY);

        assertEquals(object.at("/signatures").get("a.fr:8448").get("ed25519:k").textValue(), request.sign(KEY).signature());
    }

    @Test
    void requestIsVerifiedAgainstItsHeader() {
        FederationRequest request = FederationRequest.of("PUT", "/x", ORIGIN, DESTINATION).withContent(Json.of("{'n':1.0,'big':1e-07}"));
        XMatrixAuthorization header = XMatrixAuthorization.parse(request.sign(KEY).toHeader());
        FederationRequest other = FederationRequest.of("PUT", "/y", ORIGIN, DESTINATION).withContent(Json.of("{}"));

        assertTrue(request.isSignedBy(KEY.verifyKey(), header));
        assertFalse(other.isSignedBy(KEY.verifyKey(), header));
        assertFalse(FederationRequest.of("PUT", "/x", ORIGIN, DESTINATION).isSignedBy(KEY.verifyKey(), header));
        assertFalse(FederationRequest.of("PUT", "/x", ORIGIN, ServerName.parse("c.fr"))
                .withContent(Json.of("{'n':1.0,'big':1e-07}")).isSignedBy(KEY.verifyKey(), header));
    }

    @Test
    void canonicalBytesAreSignedAsTheTreeIs() {
        ObjectNode body = Json.of("{'z':{'y':'é'},'a':1}");
        FederationRequest request = FederationRequest.of("PUT", "/x", ORIGIN, DESTINATION);

        assertEquals(request.withContent(body).sign(KEY), request.withCanonicalContent(CanonicalJson.bytes(body)).sign(KEY));
    }

    @Test
    void headerWithoutDestinationIsAccepted() {
        FederationRequest request = FederationRequest.of("GET", "/x", ORIGIN, DESTINATION);
        XMatrixAuthorization old = new XMatrixAuthorization(ORIGIN, Optional.empty(), KEY.id(), request.sign(KEY).signature());

        assertTrue(request.isSignedBy(KEY.verifyKey(), old));
    }
}
