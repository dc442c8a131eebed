package org.colloque.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers that {@code ./colloque fuzz} feeds, guided by coverage, take lawful input and what comes of it by chance. */
class FuzzTargetsTest {

    private static final int MUTATIONS = 5_000;

    static Stream<Arguments> targets() {
        return Stream.of(
                target("CanonicalJson", CanonicalJsonFuzz::fuzzerTestOneInput, "{\"a\":[1,-9007199254740991,\"\\u00e9\\ud83d\\ude00\",null,true],\"\":{}}",
                        "{\"a\":1,\"a\":2}", "[1e999]", "\"\\ud800\"", "[".repeat(200)),
                target("Event", EventFuzz::fuzzerTestOneInput, "\13{\"type\":\"m.room.message\",\"room_id\":\"!a\",\"sender\":\"@b:c\",\"content\":{},"
                        + "\"depth\":1,\"origin_server_ts\":1,\"prev_events\":[],\"auth_events\":[],\"hashes\":{\"sha256\":\"x\"},\"signatures\":{}}"),
                target("Authorization", AuthorizationFuzz::fuzzerTestOneInput, "origin=\"a.example\",destination=\"b\",key=\"ed25519:1\",sig=\"abc\"",
                        "origin=a,key=ed25519:1,sig=a\\\"b"),
                target("ServerName", ServerNameFuzz::fuzzerTestOneInput, "matrix.example:8448", "[2001:db8::1]:1", "1.2.3.4", "a:99999", "[::"),
                target("Glob", GlobFuzz::fuzzerTestOneInput, "*.example.?om\0matrix.example.com", "a*a*a*a*b\0aaaaaaaaaaaaaaaaaaaaaaaa", "**?\0", "?*?\0é"));
    }

    private static Arguments target(String name, FuzzTarget target, String... seeds) {
        return Arguments.of(name, target, Stream.of(seeds).map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void readsWhatIsLawfulAndWhatComesOfItByChance(String name, FuzzTarget target, List<byte[]> seeds) {
        seeds.forEach(target::read);
        Random random = new Random(20_260_101);
        for (int i = 0; i < MUTATIONS; i++) {
            target.read(mutated(seeds.get(random.nextInt(seeds.size())), random));
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] data = seed.clone();
        for (int change = random.nextInt(1, 6); change > 0; change--) {
            int at = random.nextInt(data.length);
            data[at] = random.nextBoolean() ? (byte) random.nextInt(256) : seed[random.nextInt(seed.length)];
        }
        return data;
    }
}
