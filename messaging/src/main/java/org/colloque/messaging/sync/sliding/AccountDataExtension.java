package org.colloque.messaging.sync.sliding;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.sync.AccountDataSource;
import org.colloque.messaging.sync.JsonBytes;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.sliding.ExtensionConfigs.Scope;

/** Account data, global and of rooms. Spec: MSC3959. */
@Singleton
class AccountDataExtension extends RoomDataExtension {

    AccountDataExtension(AccountDataSource source) {
        super(source);
    }

    @Override
    public String name() {
        return "account_data";
    }

    @Override
    protected Optional<Scope> scope(ExtensionConfigs configs) {
        return configs.accountData();
    }

    @Override
    protected Optional<byte[]> write(SyncAnswer found) {
        boolean rooms = found.joinedRooms().values().stream().anyMatch(answer -> !answer.accountData().isEmpty());
        if (found.accountData().isEmpty() && !rooms) {
            return Optional.empty();
        }
        JsonBytes out = new JsonBytes().open('{').key("global");
        writeAll(out, found.accountData());
        out.key("rooms").open('{');
        found.joinedRooms().forEach((room, answer) -> {
            if (!answer.accountData().isEmpty()) {
                writeAll(out.key(room.value()), answer.accountData());
            }
        });
        return Optional.of(out.close('}').close('}').toByteArray());
    }

    private static void writeAll(JsonBytes out, List<byte[]> events) {
        out.open('[');
        events.forEach(out::value);
        out.close(']');
    }
}
