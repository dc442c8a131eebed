package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.sync.JsonBytes;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.ToDeviceInbox;

/**
 * Messages from device to device. They have a token of their own, which alone says that they have arrived: they are deleted then, on whichever
 * connection it comes. Spec: MSC3885.
 */
@Singleton
class ToDeviceExtension implements SlidingExtension {

    private final Instance<ToDeviceInbox> inbox;

    ToDeviceExtension(@Any Instance<ToDeviceInbox> inbox) {
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "to_device";
    }

    @Override
    public boolean isWanted(ExtensionConfigs configs) {
        return configs.toDevice().isPresent() && inbox.isResolvable();
    }

    @Override
    public Uni<Optional<Part>> part(ExtensionPass pass) {
        ExtensionConfigs.ToDevice config = pass.request().extensions().toDevice().orElseThrow();
        return acknowledge(pass.pass(), config.since())
                .chain(() -> inbox.get().read(pass.pass().user().id(), pass.pass().device(), config.since().orElse(0), pass.pass().upTo().position(), config.limit()))
                .map(messages -> Optional.of(write(pass.pass(), config, messages)));
    }

    private Uni<Void> acknowledge(SyncPass pass, OptionalLong since) {
        return since.isEmpty() ? Uni.createFrom().voidItem()
                : inbox.get().acknowledge(pass.user().id(), pass.device(), Math.min(since.getAsLong(), pass.upTo().position()));
    }

    private static Part write(SyncPass pass, ExtensionConfigs.ToDevice config, List<ToDeviceInbox.Message> messages) {
        long next = messages.size() < config.limit() ? Math.max(pass.upTo().position(), config.since().orElse(0)) : messages.getLast().position();
        JsonBytes out = new JsonBytes().open('{').key("next_batch").text(SyncToken.at(next).toString()).key("events").open('[');
        messages.forEach(message -> out.value(message.json()));
        return new Part(out.close(']').close('}').toByteArray(), !messages.isEmpty());
    }
}
