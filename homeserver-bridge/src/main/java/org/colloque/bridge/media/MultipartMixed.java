package org.colloque.bridge.media;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code multipart/mixed} form in which servers hand each other files: metadata first, then the file or where it is.
 *
 * <p>Spec: server-server-api, "Content Repository"; RFC 2046, section 5.1.
 */
final class MultipartMixed {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final byte[] BLANK_LINE = ascii("\r\n\r\n");

    private MultipartMixed() {
    }

    /** A part: headers by lower-case name, and where its content lies in the whole. */
    record Part(Map<String, String> headers, int start, int end) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** The second part of a body with this content type; empty when it has not that form. */
    static Optional<Part> second(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/mixed") || !boundary.find()) {
            return Optional.empty();
        }
        String name = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
        byte[] delimiter = ascii("\r\n--" + name);
        int first = startsWith(body, 0, ascii("--" + name)) ? 0 : find(body, delimiter, 0);
        int second = first < 0 ? -1 : find(body, delimiter, first + 1);
        int third = second < 0 ? -1 : find(body, delimiter, second + delimiter.length);
        return third < 0 ? Optional.empty() : part(body, second + delimiter.length, third);
    }

    /** A body of two parts: the metadata and a file. */
    static InputStream write(String boundary, String fileHeaders, InputStream file) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(before(boundary, fileHeaders)), file, new ByteArrayInputStream(end(boundary)))));
    }

    /** How many bytes a body is longer than its file. */
    static long overhead(String boundary, String fileHeaders) {
        return (long) before(boundary, fileHeaders).length + end(boundary).length;
    }

    private static byte[] before(String boundary, String fileHeaders) {
        return ("--" + boundary + "\r\nContent-Type: application/json\r\n\r\n{}\r\n--" + boundary + "\r\n" + fileHeaders + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] end(String boundary) {
        return ascii("\r\n--" + boundary + "--\r\n");
    }

    private static Optional<Part> part(byte[] body, int start, int end) {
        int content = find(body, BLANK_LINE, start);
        if (content < 0 || content > end) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : new String(body, start, content - start, StandardCharsets.UTF_8).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
            }
        }
        return Optional.of(new Part(headers, Math.min(content + BLANK_LINE.length, end), end));
    }

    private static int find(byte[] body, byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && startsWith(body, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] body, int at, byte[] wanted) {
        return at + wanted.length <= body.length
                && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
