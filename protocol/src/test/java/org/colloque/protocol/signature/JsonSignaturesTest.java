package org.colloque.protocol.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.KeyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSignaturesTest {
    private static final String SEED = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1";
    private static final SigningKey KEY = SigningKey.ofSeed(KeyId.parse("ed25519:1"), SEED);
    private static final SigningKey OTHER = SigningKey.generate(KeyId.parse("ed25519:2"), new SecureRandom());

    private static Function<KeyId, Optional<VerifyKey>> knowing(SigningKey... keys) {
        return id -> Arrays.stream(keys).map(SigningKey::verifyKey).filter(key -> key.id().equals(id)).findFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{} | K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ",
        "{\"one\":1,\"two\":\"Two\"} | KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw"
    })
    void vectorsOfTheSpecification(String json, String signature) {
        ObjectNode object = Json.exactly(json);

        JsonSignatures.sign(object, "domain", KEY);

        assertEquals(signature, object.at("/signatures/domain/ed25519:1").textValue());
        assertEquals(SignatureVerdict.VALID, JsonSignatures.verify(object, "domain", knowing(KEY)));
    }

    @Test
    void signingKeepsOtherSignaturesAndLeavesSharedOnesAlone() {
        ObjectNode object = Json.of("{'a':1,'signatures':{'other':{'ed25519:x':'sig'}}}");
        ObjectNode shared = (ObjectNode) object.get("signatures");

        JsonSignatures.sign(object, "domain", KEY);
        JsonSignatures.sign(object, "domain", OTHER);

        assertEquals(Set.of(KEY.id(), OTHER.id()), JsonSignatures.keyIds(object, "domain"));
        assertEquals("sig", object.at("/signatures/other/ed25519:x").textValue());
        assertEquals(1, shared.size());
    }

    @Test
    void unsignedAndSignaturesAreNotCovered() {
        ObjectNode object = Json.of("{'a':1}");
        JsonSignatures.sign(object, "domain", KEY);
        object.putObject("unsigned").put("age", 5);
        JsonSignatures.sign(object, "elsewhere", OTHER);

        assertTrue(JsonSignatures.verify(object, "domain", knowing(KEY)).isValid());
    }

    @Test
    void changedObjectIsNotSigned() {
        ObjectNode object = Json.of("{'a':1}");
        JsonSignatures.sign(object, "domain", KEY);
        object.put("a", 2);

        assertEquals(SignatureVerdict.WRONG, JsonSignatures.verify(object, "domain", knowing(KEY)));
    }

    @Test
    void oneWrongSignatureOfAKnownKeySpoilsTheRest() {
        ObjectNode object = Json.of("{'a':1}");
        JsonSignatures.sign(object, "domain", KEY);
        JsonSignatures.put(object, "domain", OTHER.id(), UnpaddedBase64.encode(KEY.sign(new byte[1])));

        assertEquals(SignatureVerdict.WRONG, JsonSignatures.verify(object, "domain", knowing(KEY, OTHER)));
        assertEquals(SignatureVerdict.VALID, JsonSignatures.verify(object, "domain", knowing(KEY)));
    }

    @Test
    void missingAndUnknownKeysAreToldApart() {
        ObjectNode object = Json.of("{'a':1,'signatures':{'future':{'ed448:1':'x'}}}");
        JsonSignatures.sign(object, "domain", KEY);

        assertEquals(SignatureVerdict.MISSING, JsonSignatures.verify(object, "elsewhere", knowing(KEY)));
        assertEquals(SignatureVerdict.MISSING, JsonSignatures.verify(object, "future", knowing(KEY)));
        assertEquals(SignatureVerdict.UNKNOWN_KEY, JsonSignatures.verify(object, "domain", knowing(OTHER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'signatures':1}", "{'signatures':{'domain':[]}}", "{'signatures':{'domain':{'ed25519':'x'}}}"})
    void malformedSignaturesCountAsMissing(String json) {
        assertEquals(SignatureVerdict.MISSING, JsonSignatures.verify(Json.of(json), "domain", knowing(KEY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'signatures':{'domain':{'ed25519:1':1}}}", "{'signatures':{'domain':{'ed25519:1':'***'}}}",
        "{'signatures':{'domain':{'ed25519:1':'Zm9v'}}}"})
    void signaturesThatAreNoneAreWrong(String json) {
        assertEquals(SignatureVerdict.WRONG, JsonSignatures.verify(Json.of(json), "domain", knowing(KEY)));
    }

    @Test
    void keyIsReadFromAndWrittenToItsFileForm() {
        SigningKey key = SigningKey.parse("ed25519 a_AbCd " + KEY.toSeed() + "\n");

        assertEquals(KeyId.parse("ed25519:a_AbCd"), key.id());
        assertEquals("ed25519 a_AbCd " + KEY.toSeed(), key.toText());
        assertEquals(KEY.verifyKey().toBase64(), key.verifyKey().toBase64());
        assertFalse(key.toString().contains(KEY.toSeed()));
        assertThrows(InvalidSignatureException.class, () -> SigningKey.parse("ed25519 a_AbCd"));
        assertThrows(InvalidSignatureException.class, () -> SigningKey.parse("rsa a " + SEED));
        assertThrows(InvalidSignatureException.class, () -> SigningKey.parse("ed25519 a Zm9v"));
    }

    @Test
    void generatedKeysDifferAndSign() {
        SigningKey one = SigningKey.generate(new SecureRandom());
        SigningKey two = SigningKey.generate(new SecureRandom());
        byte[] message = "bonjour".getBytes(StandardCharsets.UTF_8);

        assertTrue(one.id().version().startsWith("a_"));
        assertTrue(one.verifyKey().verify(message, one.sign(message)));
        assertFalse(two.verifyKey().verify(message, one.sign(message)));
        assertFalse(one.verifyKey().verify(message, new byte[64]));
        assertFalse(one.verifyKey().verify(message, new byte[3]));
    }

    @Test
    void base64IsReadWithAndWithoutPaddingInBothAlphabets() {
        Map<String, String> vectors = Map.of("", "", "f", "Zg", "fo", "Zm8", "foo", "Zm9v", "foob", "Zm9vYg", "fooba", "Zm9vYmE", "foobar", "Zm9vYmFy");
        vectors.forEach((plain, encoded) -> {
            assertEquals(encoded, UnpaddedBase64.encode(plain.getBytes(StandardCharsets.UTF_8)));
            assertEquals(plain, new String(UnpaddedBase64.decode(encoded), StandardCharsets.UTF_8));
        });
        assertEquals("f", new String(UnpaddedBase64.decode("Zg=="), StandardCharsets.UTF_8));
        assertEquals(UnpaddedBase64.encode(UnpaddedBase64.decode("-_-_")), "+/+/");
    }

    @Test
    void keysOfTheWrongSizeAreRefused() {
        assertThrows(InvalidSignatureException.class, () -> VerifyKey.parse(KeyId.parse("ed25519:1"), "Zm9v"));
        assertThrows(InvalidSignatureException.class, () -> VerifyKey.parse(KeyId.parse("ed25519:1"), "!"));
    }
}
