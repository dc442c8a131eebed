package org.colloque.protocol.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierGrammarTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "matrix.org", "matrix.org:8888", "1.2.3.4", "1.2.3.4:1234", "[1234:5678::abcd]", "[1234:5678::abcd]:5678", "localhost:8080",
        "hs1", "MATRIX.ORG", "a:0", "[::ffff:1.2.3.4]"})
    void serverNamesOfTheGrammarAreAccepted(String name) {
        assertEquals(name, ServerName.parse(name).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ":80", "a:", "a:123456", "a:70000", "a:8x", "a:-1", "a_b", "a/b", "ä.fr", "a b", "[::1", "[]", "[zz]", "[1::2::3]", "[::1]x",
        "[::1]:", "a@b", "a:80:80", "[fe80::1%eth0]"})
    void otherServerNamesAreRefused(String name) {
        assertThrows(InvalidIdentifierException.class, () -> ServerName.parse(name));
    }

    @Test
    void serverNameKnowsItsHostAndPort() {
        ServerName plain = ServerName.parse("interieur.gouv.fr");
        ServerName ipv6 = ServerName.parse("[::1]:8448");

        assertEquals("interieur.gouv.fr", plain.host());
        assertEquals(OptionalInt.empty(), plain.port());
        assertEquals("[::1]", ipv6.host());
        assertEquals(OptionalInt.of(8448), ipv6.port());
    }

    @Test
    void onlyAddressesAreIpLiterals() {
        assertTrue(ServerName.parse("1.2.3.4:80").isIpLiteral());
        assertTrue(ServerName.parse("[::1]").isIpLiteral());
        assertFalse(ServerName.parse("1.2.3.example").isIpLiteral());
        assertFalse(ServerName.parse("1.2.3").isIpLiteral());
        assertFalse(ServerName.parse("1.2.3.4.5").isIpLiteral());
        assertFalse(ServerName.parse("1..2.3").isIpLiteral());
    }

    @ParameterizedTest
    @ValueSource(strings = {"@alice:a.fr", "@a-z0.9_=/+:a.fr:80", "@:a.fr", "@Ünï😀:a.fr", "@has space:a.fr", "@x:[::1]:80"})
    void historicalUserIdsAreAccepted(String id) {
        assertEquals(id, UserId.parse(id).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "alice:a.fr", "@alice", "@alice:", "!alice:a.fr", "@a\u0000:a.fr", "@a\ud800:a.fr", "@a:b:c", "@a:b c"})
    void otherUserIdsAreRefused(String id) {
        assertThrows(InvalidIdentifierException.class, () -> UserId.parse(id));
    }

    @Test
    void onlyNewStyleUserIdsAreStrict() {
        assertTrue(UserId.parse("@a-z0.9_=/+:a.fr").isStrict());
        assertFalse(UserId.parse("@:a.fr").isStrict());
        assertFalse(UserId.parse("@Alice:a.fr").isStrict());
        assertFalse(UserId.parse("@a*:a.fr").isStrict());
        assertTrue(UserId.parse("@Alice*:a.fr").isCompliant());
        assertFalse(UserId.parse("@a b:a.fr").isCompliant());
        assertFalse(UserId.parse("@é:a.fr").isCompliant());
    }

    @Test
    void userBelongsToTheServerThatItsIdNames() {
        UserId alice = UserId.of("alice", ServerName.parse("a.fr:8448"));

        assertEquals("alice", alice.localpart());
        assertEquals(ServerName.parse("a.fr:8448"), alice.server());
        assertTrue(alice.isOn(ServerName.parse("a.fr:8448")));
        assertFalse(alice.isOn(ServerName.parse("a.fr")));
        assertFalse(alice.isOn(ServerName.parse("fr:8448")));
        assertFalse(UserId.parse("@alice:b.a.fr").isOn(ServerName.parse("a.fr")));
    }

    @Test
    void localpartWithColonCannotMoveAUserToAnotherServer() {
        assertThrows(InvalidIdentifierException.class, () -> UserId.of("alice:evil.fr", ServerName.parse("a")));
    }

    static Stream<String> multiByteLocalparts() {
        return Stream.of("é", "本", "😀");
    }

    @ParameterizedTest
    @MethodSource("multiByteLocalparts")
    void lengthIsCountedInBytes(String character) {
        int bytes = character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        int count = (255 - "@:a".length()) / bytes;
        String longest = "@" + "x".repeat(252 - count * bytes) + character.repeat(count) + ":a";

        assertEquals(255, longest.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        assertEquals(longest, UserId.parse(longest).value());
        assertThrows(InvalidIdentifierException.class, () -> UserId.parse(longest + "b"));
    }

    @Test
    void roomIdsComeWithAndWithoutServer() {
        RoomId old = RoomId.parse("!abc:a.fr:80");
        RoomId hash = RoomId.parse("!Nhcu5BS-UMnFX7hBVfVSoXiD7OgH6iRT-xyIuqDnpYQ");

        assertEquals(Optional.of(ServerName.parse("a.fr:80")), old.server());
        assertEquals("abc", old.opaque());
        assertEquals(Optional.empty(), hash.server());
        assertEquals(EventId.parse("$Nhcu5BS-UMnFX7hBVfVSoXiD7OgH6iRT-xyIuqDnpYQ"), hash.createEvent());
        assertEquals(hash, RoomId.ofCreateEvent(hash.createEvent()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "abc:a.fr", "!abc:", "!a\u0000b"})
    void otherRoomIdsAreRefused(String id) {
        assertThrows(InvalidIdentifierException.class, () -> RoomId.parse(id));
    }

    @Test
    void eventIdsAreOpaque() {
        assertFalse(EventId.parse("$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk").hasServer());
        assertEquals(Optional.of(ServerName.parse("a.fr")), EventId.parse("$0:a.fr").server());
        assertThrows(InvalidIdentifierException.class, () -> EventId.parse("$"));
        assertThrows(InvalidIdentifierException.class, () -> EventId.parse("x"));
        assertThrows(InvalidIdentifierException.class, () -> EventId.parse("$" + "x".repeat(255)));
    }

    @Test
    void aliasesAndKeysHaveTwoParts() {
        RoomAlias alias = RoomAlias.parse("#salon café:a.fr");
        KeyId key = KeyId.parse("ed25519:a_b:c");

        assertEquals("salon café", alias.localpart());
        assertEquals(ServerName.parse("a.fr"), alias.server());
        assertEquals("ed25519", key.algorithm());
        assertEquals("a_b:c", key.version());
        assertTrue(key.isEd25519());
        assertFalse(KeyId.parse("ed25519x:1").isEd25519());
        assertThrows(InvalidIdentifierException.class, () -> KeyId.parse("ed25519:"));
        assertThrows(InvalidIdentifierException.class, () -> KeyId.parse(":1"));
        assertThrows(InvalidIdentifierException.class, () -> RoomAlias.parse("#:a.fr"));
    }
}
