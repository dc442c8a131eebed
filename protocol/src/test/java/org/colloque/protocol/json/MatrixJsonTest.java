package org.colloque.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixJsonTest {
    private static ObjectNode parse(String json) {
        return MatrixJson.parseObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode parse(int... bytes) {
        byte[] json = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            json[i] = (byte) bytes[i];
        }
        return MatrixJson.parseObject(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{", "{\"a\":}", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":-Infinity}", "{\"a\":01}", "{\"a\":+1}",
        "{\"a\":1} {}", "{\"a\":1}x", "{\"a\":\"\n\"}", "{a:1}", "{\"a\":tru}", "\ufeff{}", "{/**/}", "{\"a\":\"\\x\"}", "{\"a\":.5}", "{\"a\":1.}"})
    void whatIsNoJsonIsMalformed(String json) {
        assertTrue(assertThrows(InvalidJsonException.class, () -> parse(json)).isMalformed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"a\"", "1", "null", "true"})
    void otherValuesThanObjectsAreUnsuitable(String json) {
        assertFalse(assertThrows(InvalidJsonException.class, () -> parse(json)).isMalformed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"x\":{\"a\":1,\"b\":2,\"a\":3}}", "{\"a\":1,\"\\u0061\":2}"})
    void duplicateKeysAreRefused(String json) {
        assertThrows(InvalidJsonException.class, () -> parse(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"a\":\"\\ud800\"}", "{\"a\":\"\\uDC00\\uD800\"}", "{\"\\ud800\":1}", "{\"a\":[{\"b\":\"x\\ud83d\"}]}", "{\"a\":\"\\ud83dx\"}"})
    void loneSurrogatesAreRefused(String json) {
        assertThrows(InvalidJsonException.class, () -> parse(json));
    }

    @Test
    void escapedPairsOfSurrogatesAreOneCharacter() {
        assertEquals("😀", parse("{\"a\":\"\\ud83d\\ude00\"}").get("a").textValue());
        assertEquals("\\ud800", parse("{\"a\":\"\\\\ud800\"}").get("a").textValue());
    }

    @Test
    void invalidUtf8IsRefused() {
        assertThrows(InvalidJsonException.class, () -> parse('{', '"', 0xED, 0xA0, 0x80, '"', ':', '1', '}'));
        assertThrows(InvalidJsonException.class, () -> parse('{', '"', 0xC0, 0xAF, '"', ':', '1', '}'));
        assertThrows(InvalidJsonException.class, () -> parse('{', '"', 0xF4, 0x90, 0x80, 0x80, '"', ':', '1', '}'));
        assertThrows(InvalidJsonException.class, () -> parse('{', '"', 0xE2, 0x82, '"', ':', '1', '}'));
        assertThrows(InvalidJsonException.class, () -> parse('{', '"', 0xFF, '"', ':', '1', '}'));
        assertEquals(1, parse('{', '"', 0xF0, 0x9F, 0x98, 0x80, '"', ':', '1', '}').get("😀").intValue());
    }

    @Test
    void otherEncodingsAreRefused() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);

        assertThrows(InvalidJsonException.class, () -> MatrixJson.parseObject(utf16));
    }

    @Test
    void depthUpToTheLimitIsAcceptedAndOneMoreIsRefused() {
        int limit = MatrixJson.MAX_DEPTH;

        assertEquals(1, parse(nested(limit)).size());
        assertThrows(InvalidJsonException.class, () -> parse(nested(limit + 1)));
        assertThrows(InvalidJsonException.class, () -> parse(nested(10_000)));
        assertThrows(InvalidJsonException.class, () -> parse("{\"a\":" + "[".repeat(1_000_000)));
    }

    @Test
    void moreValuesThanAnyRoomHasAreRefused() {
        byte[] zeros = ("[" + "0,".repeat((int) MatrixJson.MAX_TOKENS) + "0]").getBytes(StandardCharsets.US_ASCII);

        assertThrows(InvalidJsonException.class, () -> MatrixJson.parse(zeros, MatrixJson.MAX_FEDERATION_DEPTH));
    }

    @Test
    void bracketsInTextsAreNoDepth() {
        String text = "[{\\\"[".repeat(1_000);

        assertEquals(1, parse("{\"a\":\"" + text + "\"}").size());
    }

    @Test
    void whatAClientMayNestCanBeWrappedAndSigned() {
        ObjectNode event = JsonNodes.object();
        event.set("content", parse(nested(MatrixJson.MAX_DEPTH)));

        byte[] bytes = CanonicalJson.bytes(event);

        assertEquals(event, MatrixJson.parseTrusted(bytes));
    }

    @Test
    void integersAreLongsAndDecimalsKeepTheirDigits() {
        ObjectNode object = parse("{\"i\":1,\"l\":9007199254740993,\"d\":1.50,\"b\":123456789012345678901}");

        assertInstanceOf(LongNode.class, object.get("i"));
        assertEquals(9007199254740993L, object.get("l").longValue());
        assertInstanceOf(DecimalNode.class, object.get("d"));
        assertEquals("1.50", object.get("d").asText());
        assertTrue(object.get("b").isBigInteger());
        assertFalse(object.get("d").isIntegralNumber());
        assertEquals(LongNode.valueOf(1), JsonNodes.object().put("i", 1L).get("i"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "1e999999999", "1e-999999999", "1e99999999999", "0.1e400"})
    void numbersThatFitNoDoubleAreRefused(String number) {
        assertThrows(InvalidJsonException.class, () -> parse("{\"n\":" + number + "}"));
    }

    @Test
    void zeroIsZeroWhateverItsExponent() {
        assertEquals(0, parse("{\"n\":0e999999}").get("n").decimalValue().signum());
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }
}
