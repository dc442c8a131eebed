package org.colloque.messaging.sync;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON that is put together from bytes. Commas are set where they belong. */
public final class JsonBytes {

    private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();

    private byte[] bytes;
    private int size;

    public JsonBytes() {
        this(1 << 12);
    }

    /** @param expected how many bytes are expected; more may come */
    public JsonBytes(int expected) {
        bytes = new byte[expected];
    }

    public JsonBytes open(char bracket) {
        comma();
        return put(bracket);
    }

    public JsonBytes close(char bracket) {
        return put(bracket);
    }

    /** A key; the value follows. */
    public JsonBytes key(String key) {
        comma();
        return quoted(key).put(':');
    }

    public JsonBytes text(String value) {
        comma();
        return quoted(value);
    }

    public JsonBytes number(long value) {
        comma();
        return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    public JsonBytes flag(boolean value) {
        comma();
        return raw(String.valueOf(value).getBytes(StandardCharsets.US_ASCII));
    }

    /** A whole value, as JSON. */
    public JsonBytes value(byte[] json) {
        comma();
        return raw(json);
    }

    /** Members of an object as JSON, without its braces. */
    public JsonBytes members(byte[] json) {
        if (json.length > 0) {
            comma();
            raw(json);
        }
        return this;
    }

    /** An object as JSON that stays open: without its last brace. */
    public JsonBytes openObject(byte[] json) {
        comma();
        ensure(json.length);
        System.arraycopy(json, 0, bytes, size, json.length - 1);
        size += json.length - 1;
        return this;
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void comma() {
        if (size > 0) {
            byte last = bytes[size - 1];
            if (last != '{' && last != '[' && last != ':') {
                put(',');
            }
        }
    }

    private JsonBytes quoted(String text) {
        put('"');
        int start = size;
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                size = start;
                return raw(ESCAPES.quoteAsUTF8(text)).put('"');
            }
            bytes[size++] = (byte) c;
        }
        return put('"');
    }

    private JsonBytes put(char c) {
        ensure(1);
        bytes[size++] = (byte) c;
        return this;
    }

    private JsonBytes raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
