package org.colloque.messaging.sync.sliding;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.colloque.messaging.sync.ReceiptSource;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.sliding.ExtensionConfigs.Scope;

/** Read receipts. Spec: MSC3960. */
@Singleton
class ReceiptsExtension extends RoomDataExtension {

    ReceiptsExtension(ReceiptSource source) {
        super(source);
    }

    @Override
    public String name() {
        return "receipts";
    }

    @Override
    protected Optional<Scope> scope(ExtensionConfigs configs) {
        return configs.receipts();
    }

    @Override
    protected Optional<byte[]> write(SyncAnswer found) {
        return ephemeral(found);
    }
}
