package org.colloque.bridge.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartMixedTest {

    @Test
    void fileIsReadAsItWasWritten() throws IOException {
        byte[] file = "line\r\n--not the boundary\r\n\r\nend".getBytes(StandardCharsets.UTF_8);
        String headers = "Content-Type: text/plain\r\nContent-Disposition: inline; filename=a.txt";
        byte[] body = MultipartMixed.write("limit", headers, new ByteArrayInputStream(file)).readAllBytes();
        MultipartMixed.Part part = MultipartMixed.second("multipart/mixed; boundary=limit", body).orElseThrow();
        assertArrayEquals(file, Arrays.copyOfRange(body, part.start(), part.end()));
        assertEquals(Optional.of("text/plain"), part.header("content-type"));
        assertEquals(file.length + MultipartMixed.overhead("limit", headers), body.length);
    }

    @Test
    void quotedBoundaryAndPreambleAreUnderstood() {
        byte[] body = "ignored\r\n--a b\r\n\r\n{}\r\n--a b\r\nLocation: https://cdn.example/x\r\n\r\n\r\n--a b--"
                .getBytes(StandardCharsets.UTF_8);
        MultipartMixed.Part part = MultipartMixed.second("multipart/mixed; boundary=\"a b\"", body).orElseThrow();
        assertEquals(Optional.of("https://cdn.example/x"), part.header("location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--x", "--x\r\n\r\n{}\r\n--x--", "--x\r\n\r\n{}\r\n--x\r\nno end", "\r\n--x\r\n--x\r\n--x"})
    void whatIsCutOffOrEmptyIsRefused(String body) {
        assertTrue(MultipartMixed.second("multipart/mixed; boundary=x", body.getBytes(StandardCharsets.UTF_8)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"inline; filename=a.png|a.png", "attachment; filename=\"un \\\"deux\\\".txt\"|un \"deux\".txt",
            "inline; filename=x; filename*=utf-8''%C3%A9t%C3%A9+1.txt|été+1.txt"})
    void namesAreReadInEachForm(String disposition, String name) {
        assertEquals(Optional.of(name), HttpRemoteMedia.filename(disposition));
    }

    @Test
    void noNameIsNoName() {
        assertEquals(Optional.empty(), HttpRemoteMedia.filename("inline"));
    }
}
