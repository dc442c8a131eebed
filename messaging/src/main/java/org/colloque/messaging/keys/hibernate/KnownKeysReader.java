package org.colloque.messaging.keys.hibernate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.keys.CrossSigningKey;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.keys.KeyUsage;
import org.colloque.messaging.keys.KnownKeys;
import org.colloque.messaging.keys.KnownKeys.DeviceKeys;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.signature.JsonSignatures;

/** Puts the rows of keys and signatures together. */
final class KnownKeysReader {

    private static final int DETAIL = 4;
    private static final int SIGNATURE = 5;

    private final List<DeviceKeys> devices = new ArrayList<>();
    private final Map<UserId, Map<KeyUsage, CrossSigningKey>> crossSigning = new HashMap<>();
    private final Set<UserId> upToDate = new HashSet<>();
    private final Map<Target, ObjectNode> signable = new HashMap<>();

    private KnownKeysReader() {
    }

    static KnownKeys read(List<Row> rows) {
        KnownKeysReader reader = new KnownKeysReader();
        rows.stream().filter(row -> !isSignature(row)).forEach(reader::take);
        rows.stream().filter(KnownKeysReader::isSignature).forEach(row -> reader.sign(new UserId(row.text(1)), row));
        return new KnownKeys(reader.devices, reader.crossSigning, reader.upToDate);
    }

    private void take(Row row) {
        UserId user = new UserId(row.text(1));
        switch (row.text(0)) {
            case "device" -> device(user, row);
            case "list" -> upToDate.add(user);
            default -> key(user, row);
        }
    }

    private static boolean isSignature(Row row) {
        return row.text(0).equals("signature");
    }

    private void device(UserId user, Row row) {
        DeviceId device = new DeviceId(row.text(2));
        Optional<ObjectNode> keys = row.optionalText(3).map(KnownKeysReader::parse);
        keys.ifPresent(json -> signable.put(new Target(user, device.value()), json));
        devices.add(new DeviceKeys(new DeviceOf(user, device), keys, row.optionalText(DETAIL)));
    }

    private void key(UserId user, Row row) {
        KeyUsage usage = KeyUsage.of(row.text(2));
        CrossSigningKey key = new CrossSigningKey(user, usage, row.text(DETAIL), parse(row.text(3)));
        crossSigning.computeIfAbsent(user, ignored -> new EnumMap<>(KeyUsage.class)).put(usage, key);
        signable.put(new Target(user, key.publicKey()), key.json());
    }

    private void sign(UserId user, Row row) {
        ObjectNode json = signable.get(new Target(user, row.text(2)));
        if (json != null) {
            JsonSignatures.put(json, row.text(3), new KeyId(row.text(DETAIL)), row.text(SIGNATURE));
        }
    }

    private static ObjectNode parse(String json) {
        return MatrixJson.parseTrusted(json.getBytes(StandardCharsets.UTF_8));
    }

    private record Target(UserId user, String name) {
    }
}
