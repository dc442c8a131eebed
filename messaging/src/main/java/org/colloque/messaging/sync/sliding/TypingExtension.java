package org.colloque.messaging.sync.sliding;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.colloque.messaging.sync.TypingSource;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.sliding.ExtensionConfigs.Scope;

/** Who is typing. Spec: MSC3961. */
@Singleton
class TypingExtension extends RoomDataExtension {

    TypingExtension(TypingSource source) {
        super(source);
    }

    @Override
    public String name() {
        return "typing";
    }

    @Override
    protected Optional<Scope> scope(ExtensionConfigs configs) {
        return configs.typing();
    }

    @Override
    protected Optional<byte[]> write(SyncAnswer found) {
        return ephemeral(found);
    }
}
