package org.colloque.messaging.sync.sliding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@link SentRooms} as bytes: the kinds of entries once, then for each room what it lies above the one before and its kind, in as few
 * bytes as numbers take; most rooms of a connection are of one kind.
 */
final class SentRoomsCodec {

    private static final int FORM = 1;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private SentRoomsCodec() {
    }

    static byte[] encode(SentRooms sent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            number(out, sent.extensions().size());
            for (String extension : sent.extensions()) {
                text(out, extension);
            }
            Map<SentRoom, Integer> kinds = new LinkedHashMap<>();
            sent.rooms().values().forEach(room -> kinds.putIfAbsent(room, kinds.size()));
            number(out, kinds.size());
            for (SentRoom kind : kinds.keySet()) {
                kind(out, kind);
            }
            number(out, sent.rooms().size());
            long before = 0;
            for (Map.Entry<Long, SentRoom> room : new TreeMap<>(sent.rooms()).entrySet()) {
                number(out, room.getKey() - before);
                number(out, kinds.get(room.getValue()));
                before = room.getKey();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static SentRooms decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                throw new IOException("A connection's memory has a form that is not known");
            }
            Set<String> extensions = new HashSet<>();
            for (long left = number(in); left > 0; left--) {
                extensions.add(text(in));
            }
            List<SentRoom> kinds = new ArrayList<>();
            for (long left = number(in); left > 0; left--) {
                kinds.add(new SentRoom(in.readLong(), (int) number(in), text(in), in.readBoolean()));
            }
            Map<Long, SentRoom> rooms = new HashMap<>();
            long room = 0;
            for (long left = number(in); left > 0; left--) {
                room += number(in);
                rooms.put(room, kinds.get((int) number(in)));
            }
            return new SentRooms(rooms, extensions);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void kind(DataOutputStream out, SentRoom kind) throws IOException {
        out.writeLong(kind.upTo());
        number(out, kind.limit());
        text(out, kind.config());
        out.writeBoolean(kind.direct());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(out, utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] utf8 = new byte[(int) number(in)];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static void number(DataOutputStream out, long number) throws IOException {
        long left = number;
        while (left > SEVEN_BITS) {
            out.writeByte((int) (left & SEVEN_BITS | MORE));
            left >>>= Byte.SIZE - 1;
        }
        out.writeByte((int) left);
    }

    private static long number(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; ; shift += Byte.SIZE - 1) {
            int next = in.readUnsignedByte();
            number |= (long) (next & SEVEN_BITS) << shift;
            if (next < MORE) {
                return number;
            }
        }
    }
}
