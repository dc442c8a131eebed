package org.colloque.protocol.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of an object in canonical bytes, found without reading their values: lets bytes be cut out and put in where a tree
 * would have to be built and written again. The bytes must be canonical; nothing is checked.
 */
public final class CanonicalObject {
    private record Member(String key, int start, int valueStart, int end) {
    }

    private final byte[] bytes;
    private final List<Member> members;

    private CanonicalObject(byte[] bytes, List<Member> members) {
        this.bytes = bytes;
        this.members = members;
    }

    public static CanonicalObject of(byte[] canonical) {
        List<Member> members = new ArrayList<>(16);
        int at = 1;
        while (canonical[at] != '}') {
            int start = canonical[at] == ',' ? at + 1 : at;
            int valueStart = endOfString(canonical, start) + 1;
            String key = new String(canonical, start + 1, valueStart - start - 3, StandardCharsets.UTF_8);
            at = endOfValue(canonical, valueStart);
            members.add(new Member(key, start, valueStart, at));
        }
        return new CanonicalObject(canonical, members);
    }

    /** The bytes of a member's value. Keys that need escapes are not found. */
    public Optional<byte[]> value(String key) {
        for (Member member : members) {
            if (member.key.equals(key)) {
                return Optional.of(Arrays.copyOfRange(bytes, member.valueStart, member.end));
            }
        }
        return Optional.empty();
    }

    /** The object without these members. */
    public byte[] without(Set<String> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write('{');
        for (Member member : members) {
            if (!keys.contains(member.key)) {
                copy(member, out);
            }
        }
        out.write('}');
        return out.toByteArray();
    }

    /** The object with this member, which takes the place of one with the same key. */
    public byte[] with(String key, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + key.length() + value.length + 4);
        out.write('{');
        boolean written = false;
        for (Member member : members) {
            if (!written && CanonicalWriter.BY_CODE_POINT.compare(member.key, key) >= 0) {
                put(key, value, out);
                written = true;
            }
            if (!member.key.equals(key)) {
                copy(member, out);
            }
        }
        if (!written) {
            put(key, value, out);
        }
        out.write('}');
        return out.toByteArray();
    }

    private void copy(Member member, ByteArrayOutputStream out) {
        separate(out);
        out.write(bytes, member.start, member.end - member.start);
    }

    private static void put(String key, byte[] value, ByteArrayOutputStream out) {
        separate(out);
        out.write('"');
        out.writeBytes(key.getBytes(StandardCharsets.UTF_8));
        out.write('"');
        out.write(':');
        out.writeBytes(value);
    }

    private static void separate(ByteArrayOutputStream out) {
        if (out.size() > 1) {
            out.write(',');
        }
    }

    private static int endOfValue(byte[] bytes, int start) {
        int depth = 0;
        int at = start;
        while (true) {
            byte b = bytes[at];
            if (b == '"') {
                at = endOfString(bytes, at);
                continue;
            }
            if (depth == 0 && (b == ',' || b == '}' || b == ']')) {
                return at;
            }
            if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            at++;
        }
    }

    private static int endOfString(byte[] bytes, int quote) {
        int at = quote + 1;
        while (bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
