package org.colloque.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Person;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SigningKey;

/** Devices that publish their keys, all at the same moment. */
final class KeysScenario implements Scenario {

    private static final int DEVICES = 100;
    private static final int KEYS = 50;
    private static final double SECONDS_AT_MOST = 1;

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        List<Person> people = target.newPeople(options.scaled(DEVICES));
        List<String> uploads = people.stream().map(KeysScenario::upload).toList();
        long start = System.nanoTime();
        Crowd.all(people.size(), i -> people.get(i).call("POST", "/_matrix/client/v3/keys/upload", uploads.get(i)).orFail());
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        report.atMost(KEYS + " one-time keys of each of " + people.size() + " devices published", seconds, "s", SECONDS_AT_MOST);
    }

    private static String upload(Person person) {
        SigningKey device = SigningKey.generate(KeyId.of("ed25519", person.deviceId()), new SecureRandom());
        ObjectNode keys = JsonNodes.object().put("user_id", person.userId()).put("device_id", person.deviceId());
        keys.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2").add("m.megolm.v1.aes-sha2");
        keys.putObject("keys").put(device.id().value(), device.verifyKey().toBase64()).put("curve25519:" + person.deviceId(), "x".repeat(43));
        JsonSignatures.sign(keys, person.userId(), device);
        ObjectNode body = JsonNodes.object();
        body.set("device_keys", keys);
        ObjectNode oneTime = body.putObject("one_time_keys");
        for (int i = 0; i < KEYS; i++) {
            ObjectNode key = JsonNodes.object().put("key", "K" + i);
            JsonSignatures.sign(key, person.userId(), device);
            oneTime.set("signed_curve25519:K" + i, key);
        }
        return body.toString();
    }
}
