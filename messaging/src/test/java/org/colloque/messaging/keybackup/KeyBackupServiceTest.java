package org.colloque.messaging.keybackup;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.OptionalLong;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

class KeyBackupServiceTest {

    private static final UserId ALICE = new UserId("@alice:ministry.example");
    private static final String ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2";
    private static final ObjectNode DATA = JsonNodeFactory.instance.objectNode().put("public_key", "key");
    private static final List<BackedUpKey> KEYS = List.of(new BackedUpKey("!room", "session", 0, 0, true, DATA));

    private final KeyBackupService service = new KeyBackupService(new InMemoryKeyBackupStore());

    @Test
    void algorithmOfABackupCannotBeChanged() {
        long version = create();
        assertEquals(Errcode.M_INVALID_PARAM, refusal(service.update(ALICE, version, "org.example.other", DATA)).errcode());
        await(service.update(ALICE, version, ALGORITHM, DATA));
    }

    @Test
    void keysForAnEarlierVersionAreRefusedWithTheCurrentOne() {
        long old = create();
        long current = create();
        MatrixException refusal = refusal(service.put(ALICE, old, KEYS));
        assertEquals(Errcode.M_WRONG_ROOM_KEYS_VERSION, refusal.errcode());
        assertEquals(Long.toString(current), refusal.body().path("current_version").asText());
    }

    @Test
    void keysForAVersionThatIsNotThereAreNotFound() {
        assertEquals(Errcode.M_NOT_FOUND, refusal(service.put(ALICE, 1, KEYS)).errcode());
        long current = create();
        assertEquals(Errcode.M_NOT_FOUND, refusal(service.put(ALICE, current + 1, KEYS)).errcode());
    }

    @Test
    void deletingTwiceDoesNoHarmButNoVersionIsNotFound() {
        long version = create();
        await(service.delete(ALICE, version));
        await(service.delete(ALICE, version));
        assertEquals(Errcode.M_NOT_FOUND, refusal(service.get(ALICE, OptionalLong.of(version))).errcode());
        assertEquals(Errcode.M_NOT_FOUND, refusal(service.delete(ALICE, version + 1)).errcode());
    }

    @Test
    void missingKeyIsNotFoundAndAnEmptyRoomIsEmpty() {
        long version = create();
        await(service.put(ALICE, version, KEYS));
        assertEquals(KEYS.getFirst(), await(service.key(ALICE, version, "!room", "session")));
        assertEquals(Errcode.M_NOT_FOUND, refusal(service.key(ALICE, version, "!room", "other")).errcode());
        assertEquals(List.of(), await(service.keys(ALICE, version, KeySelection.of("!other"))));
        assertEquals(Errcode.M_NOT_FOUND, refusal(service.keys(ALICE, version + 1, KeySelection.all())).errcode());
    }

    private long create() {
        return await(service.create(ALICE, ALGORITHM, DATA));
    }

    private static MatrixException refusal(Uni<?> answer) {
        return assertThrows(MatrixException.class, () -> await(answer));
    }
}
