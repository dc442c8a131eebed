package org.colloque.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
        return filtered(key -> !keys.contains(key));
    }

    /** The object with these members only, of those that it has. */
    public byte[] only(Set<String> keys) {
        return filtered(keys::contains);
    }

    /** The object with these members, given in canonical form, in place of those with the same keys. Keys must need no escapes. */
    public byte[] with(Map<String, byte[]> added) {
        int more = 0;
        for (Map.Entry<String, byte[]> entry : added.entrySet()) {
            more += entry.getKey().length() + entry.getValue().length + 4;
        }
        Output out = new Output(bytes.length + more);
        List<String> keys = new ArrayList<>(added.keySet());
        keys.sort(CanonicalWriter.BY_CODE_POINT);
        int next = 0;
        for (Member member : members) {
            while (next < keys.size() && CanonicalWriter.BY_CODE_POINT.compare(keys.get(next), member.key) < 0) {
                out.member(keys.get(next), added.get(keys.get(next++)));
            }
            if (!added.containsKey(member.key)) {
                out.copy(bytes, member);
            }
        }
        while (next < keys.size()) {
            out.member(keys.get(next), added.get(keys.get(next++)));
        }
        return out.close();
    }

    private byte[] filtered(Predicate<String> kept) {
        Output out = new Output(bytes.length);
        for (Member member : members) {
            if (kept.test(member.key)) {
                out.copy(bytes, member);
            }
        }
        return out.close();
    }

    /** An object that is being written. */
    private static final class Output {
        private final byte[] buffer;
        private int length;

        Output(int capacity) {
            buffer = new byte[capacity];
            buffer[length++] = '{';
        }

        void copy(byte[] source, Member member) {
            separate();
            append(source, member.start, member.end);
        }

        void member(String key, byte[] value) {
            separate();
            byte[] name = ('"' + key + "\":").getBytes(StandardCharsets.UTF_8);
            append(name, 0, name.length);
            append(value, 0, value.length);
        }

        byte[] close() {
            buffer[length++] = '}';
            return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
        }

        private void separate() {
            if (length > 1) {
                buffer[length++] = ',';
            }
        }

        private void append(byte[] source, int start, int end) {
            System.arraycopy(source, start, buffer, length, end - start);
            length += end - start;
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
