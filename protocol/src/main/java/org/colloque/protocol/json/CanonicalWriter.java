package org.colloque.protocol.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** Appends values in canonical form to a growing array of bytes. */
final class CanonicalWriter {
    /** Surrogates stand in UTF-16 below U+E000 to U+FFFF but mean code points above them. */
    static final Comparator<String> BY_CODE_POINT = CanonicalWriter::compareByCodePoint;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int INITIAL_CAPACITY = 1024;
    private static final int MAX_BYTES_PER_CHAR = 6;

    private final NumberRule numbers;
    private final int maxDepth;
    private byte[] buffer = new byte[INITIAL_CAPACITY];
    private int length;

    CanonicalWriter(NumberRule numbers, int maxDepth) {
        this.numbers = numbers;
        this.maxDepth = maxDepth;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    void write(JsonNode value, int depth) {
        if (depth > maxDepth) {
            throw InvalidJsonException.unsuitable("The JSON is nested too deep.");
        }
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, depth);
            case ARRAY -> writeArray(value, depth);
            case STRING -> writeString(value.textValue());
            case NUMBER -> writeAscii(numbers.text(value));
            case BOOLEAN -> writeAscii(value.booleanValue() ? "true" : "false");
            case NULL -> writeAscii("null");
            case BINARY, MISSING, POJO -> throw InvalidJsonException.unsuitable("Not a JSON value: " + value.getNodeType());
        }
    }

    private void writeObject(JsonNode object, int depth) {
        append('{');
        boolean first = true;
        for (Map.Entry<String, JsonNode> member : sorted(object)) {
            if (!first) {
                append(',');
            }
            first = false;
            writeString(member.getKey());
            append(':');
            write(member.getValue(), depth + 1);
        }
        append('}');
    }

    @SuppressWarnings("unchecked")
    private static Map.Entry<String, JsonNode>[] sorted(JsonNode object) {
        Map.Entry<String, JsonNode>[] members = object.properties().toArray(new Map.Entry[0]);
        for (int i = 1; i < members.length; i++) {
            if (compareByCodePoint(members[i - 1].getKey(), members[i].getKey()) > 0) {
                Arrays.sort(members, Map.Entry.comparingByKey(BY_CODE_POINT));
                break;
            }
        }
        return members;
    }

    private void writeArray(JsonNode array, int depth) {
        append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                append(',');
            }
            write(array.get(i), depth + 1);
        }
        append(']');
    }

    private void writeString(String text) {
        int plain = plainPrefix(text);
        reserve(text.length() + 2);
        buffer[length++] = '"';
        copyAscii(text, plain);
        if (plain < text.length()) {
            writeRest(text, plain);
        }
        append('"');
    }

    /** How many characters at the start are written as they are, one byte each. */
    private static int plainPrefix(String text) {
        int end = text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c < ' ' || c == '"' || c == '\\') {
                return i;
            }
        }
        return end;
    }

    /** Takes the low bytes of the characters, which is what is wanted of ASCII and the fastest copy there is. */
    @SuppressWarnings("deprecation")
    private void copyAscii(String text, int count) {
        text.getBytes(0, count, buffer, length);
        length += count;
    }

    private void writeRest(String text, int from) {
        reserve((text.length() - from) * MAX_BYTES_PER_CHAR);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                writeAsciiCharacter(c);
            } else if (c < 0x800) {
                buffer[length++] = (byte) (0xC0 | c >> 6);
                buffer[length++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isSurrogate(c)) {
                writeSupplementary(text, i++);
            } else {
                buffer[length++] = (byte) (0xE0 | c >> 12);
                buffer[length++] = (byte) (0x80 | c >> 6 & 0x3F);
                buffer[length++] = (byte) (0x80 | c & 0x3F);
            }
        }
    }

    private void writeAsciiCharacter(char c) {
        if (c >= ' ' && c != '"' && c != '\\') {
            buffer[length++] = (byte) c;
            return;
        }
        buffer[length++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[length++] = (byte) c;
            case '\b' -> buffer[length++] = 'b';
            case '\t' -> buffer[length++] = 't';
            case '\n' -> buffer[length++] = 'n';
            case '\f' -> buffer[length++] = 'f';
            case '\r' -> buffer[length++] = 'r';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[c >> 4];
                buffer[length++] = HEX[c & 0xF];
            }
        }
    }

    private void writeSupplementary(String text, int at) {
        if (!Character.isHighSurrogate(text.charAt(at)) || at + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(at + 1))) {
            throw InvalidJsonException.unsuitable("The JSON holds half of a character.");
        }
        int point = text.codePointAt(at);
        buffer[length++] = (byte) (0xF0 | point >> 18);
        buffer[length++] = (byte) (0x80 | point >> 12 & 0x3F);
        buffer[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        buffer[length++] = (byte) (0x80 | point & 0x3F);
    }

    private void writeAscii(String text) {
        reserve(text.length());
        copyAscii(text, text.length());
    }

    private void append(char c) {
        reserve(1);
        buffer[length++] = (byte) c;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(length, more)));
        }
    }

    private static int compareByCodePoint(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return aboveSurrogates(x) - aboveSurrogates(y);
            }
        }
        return a.length() - b.length();
    }

    /** Moves surrogates above all other code units, which is where the code points are that they make up. */
    private static int aboveSurrogates(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
