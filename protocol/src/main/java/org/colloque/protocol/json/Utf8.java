package org.colloque.protocol.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks UTF-8 as the standard has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BACKSLASHES = LOW_BITS * '\\';

    private Utf8() {
    }

    /**
     * Whether the bytes hold an escape such as backslash, u, d8: only then can decoded text hold half of a character.
     *
     * @throws InvalidJsonException if the bytes are not UTF-8
     */
    static boolean checkAndFindSurrogateEscape(byte[] bytes) {
        boolean escape = false;
        int i = 0;
        while (i < bytes.length) {
            i = skipPlain(bytes, i);
            if (i == bytes.length) {
                break;
            }
            byte b = bytes[i];
            if (b >= 0) {
                escape |= b == '\\' && i + 2 < bytes.length && bytes[i + 1] == 'u' && (bytes[i + 2] | 0x20) == 'd';
                i++;
            } else {
                i += sequence(bytes, i);
            }
        }
        return escape;
    }

    /** Skips, eight at a time, bytes that are ASCII but no backslash. */
    private static int skipPlain(byte[] bytes, int from) {
        int i = from;
        while (i + Long.BYTES <= bytes.length) {
            long eight = (long) LONGS.get(bytes, i);
            long noBackslash = eight ^ BACKSLASHES;
            if (((eight | (noBackslash - LOW_BITS) & ~noBackslash) & HIGH_BITS) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        return i;
    }

    private static int sequence(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.length) {
            throw invalid();
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                throw invalid();
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
        boolean surrogate = lead == 0xED && second >= 0xA0;
        boolean tooHigh = lead == 0xF4 && second >= 0x90;
        if (overlong || surrogate || tooHigh) {
            throw invalid();
        }
        return length;
    }

    /** Whether the text holds no half of a character. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static InvalidJsonException invalid() {
        return InvalidJsonException.malformed("The JSON is not valid UTF-8.");
    }
}
