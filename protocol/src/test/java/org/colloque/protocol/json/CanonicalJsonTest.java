package org.colloque.protocol.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.colloque.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static String canonical(JsonNode value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }

    private static String lenient(JsonNode value) {
        return new String(CanonicalJson.lenientBytes(value), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{} | {}",
        "{ \"one\": 1, \"two\": \"Two\" } | {\"one\":1,\"two\":\"Two\"}",
        "{ \"b\": \"2\", \"a\": \"1\" } | {\"a\":\"1\",\"b\":\"2\"}",
        "{\"b\":\"2\",\"a\":\"1\"} | {\"a\":\"1\",\"b\":\"2\"}",
        "{\"auth\": {\"success\": true, \"mxid\": \"@john.doe:example.com\", \"profile\": {\"display_name\": \"John Doe\","
                + " \"three_pids\": [{\"medium\": \"email\", \"address\": \"john.doe@example.org\"},"
                + " {\"medium\": \"msisdn\", \"address\": \"123456789\"}]}}}"
                + " | {\"auth\":{\"mxid\":\"@john.doe:example.com\",\"profile\":{\"display_name\":\"John Doe\",\"three_pids\":"
                + "[{\"address\":\"john.doe@example.org\",\"medium\":\"email\"},{\"address\":\"123456789\",\"medium\":\"msisdn\"}]},"
                + "\"success\":true}}",
        "{ \"a\": \"日本語\" } | {\"a\":\"日本語\"}",
        "{ \"本\": 2, \"日\": 1 } | {\"日\":1,\"本\":2}",
        "{ \"a\": \"\\u65E5\" } | {\"a\":\"日\"}",
        "{ \"a\": null } | {\"a\":null}"
    })
    void vectorsOfTheSpecification(String json, String expected) {
        assertEquals(expected, canonical(Json.exactly(json)));
        assertEquals(expected, lenient(Json.exactly(json)));
    }

    @Test
    void lastVectorOfTheSpecificationHoldsWhereExponentsAreAllowed() {
        assertEquals("{\"a\":0,\"b\":10000000000}", lenient(Json.of("{'a': -0, 'b': 1e10}")));
        assertEquals("{\"a\":0}", canonical(Json.of("{'a': -0}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740992", "-9007199254740992", "123456789012345678901234567890", "1.5", "1.0", "1e3", "-0.0"})
    void numbersThatAreNotSafeIntegersAreRefused(String number) {
        ObjectNode object = Json.of("{'n':" + number + "}");

        assertThrows(InvalidJsonException.class, () -> CanonicalJson.bytes(object));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740991", "-9007199254740991", "0", "-1"})
    void safeIntegersAreWrittenAsTheyAre(String number) {
        assertEquals(number, canonical(Json.of("{'n':" + number + "}").get("n")));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5", "1.0, 1.0", "0.0001, 0.0001", "1.5e-07, 1.5e-07", "1e+16, 1e+16", "1.25e+20, 1.25e+20", "-2.5, -2.5",
        "9007199254740992, 9007199254740992", "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void lenientFormKeepsNumbersAsOtherServersWriteThem(String number, String expected) {
        assertEquals(expected, lenient(Json.of("{'n':" + number + "}").get("n")));
    }

    @Test
    void onlyControlCharactersQuotesAndBackslashesAreEscaped() {
        ObjectNode object = JsonNodes.object().put("s", "\u0000\u0007\b\t\n\u000b\f\r\u001f\"\\/\u007f\u2028é😀");

        assertEquals("{\"s\":\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u007f\u2028é😀\"}", canonical(object));
    }

    @Test
    void keysAreSortedByCodePointAndNotByCodeUnit() {
        ObjectNode object = JsonNodes.object().put("😀", 1).put("\uff5e", 2).put("a", 3).put("aa", 4).put("", 5).put("\ud7ff", 6);

        assertEquals("{\"\":5,\"a\":3,\"aa\":4,\"\ud7ff\":6,\"\uff5e\":2,\"😀\":1}", canonical(object));
    }

    @Test
    void halvesOfCharactersAreRefused() {
        assertThrows(InvalidJsonException.class, () -> canonical(JsonNodes.object().put("a", "\ud83d")));
        assertThrows(InvalidJsonException.class, () -> canonical(JsonNodes.object().put("\ude00\ud83d", "a")));
    }

    @Test
    void deepValuesAreRefusedInsteadOfOverflowingTheStack() {
        JsonNode value = JsonNodes.array();
        for (int i = 0; i < 10_000; i++) {
            value = JsonNodes.array().add(value);
        }
        JsonNode deep = value;

        assertThrows(InvalidJsonException.class, () -> CanonicalJson.bytes(deep));
        assertThrows(InvalidJsonException.class, () -> CanonicalJson.lenientBytes(deep));
    }

    @Test
    void whatGrowsBeyondTheFirstBufferIsWrittenWhole() {
        String text = "aé本😀".repeat(5_000);

        assertEquals("{\"t\":\"" + text + "\"}", canonical(JsonNodes.object().put("t", text)));
    }

    @Test
    void membersAreCutOutOfCanonicalBytesAndPutIn() {
        byte[] bytes = CanonicalJson.bytes(Json.exactly("{\"b\":{\"x\":\"}\\\",{\"},\"d\":[1,[2]],\"f\":\"\\\\\",\"h\":7}"));
        CanonicalObject object = CanonicalObject.of(bytes);

        assertEquals("{\"x\":\"}\\\",{\"}", text(object.value("b").orElseThrow()));
        assertEquals("7", text(object.value("h").orElseThrow()));
        assertEquals("{\"b\":{\"x\":\"}\\\",{\"},\"f\":\"\\\\\"}", text(object.without(Set.of("d", "h"))));
        assertEquals("{\"d\":[1,[2]]}", text(object.only(Set.of("d", "z"))));
        assertEquals("{}", text(object.only(Set.of())));
        assertEquals("{\"a\":1,\"b\":{\"x\":\"}\\\",{\"},\"d\":0,\"e\":2,\"f\":\"\\\\\",\"h\":7,\"i\":3}", text(object.with(
                Map.of("a", utf8("1"), "d", utf8("0"), "e", utf8("2"), "i", utf8("3")))));
        assertArrayEquals(utf8("{\"a\":1}"), CanonicalObject.of(utf8("{}")).with(Map.of("a", utf8("1"))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
