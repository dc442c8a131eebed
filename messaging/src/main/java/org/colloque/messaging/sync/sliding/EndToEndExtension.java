package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.sync.DeviceListSource;
import org.colloque.messaging.sync.JsonBytes;
import org.colloque.messaging.sync.KeyCountSource;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.protocol.id.UserId;

/**
 * Whose devices changed, in all rooms of the user whatever the rules match, and which keys of the device are left. Spec: MSC3884.
 */
@Singleton
class EndToEndExtension implements SlidingExtension {

    private final KeyCountSource keys;
    private final DeviceListSource devices;
    private final MemberShifts shifts;

    EndToEndExtension(KeyCountSource keys, DeviceListSource devices, MemberShifts shifts) {
        this.keys = keys;
        this.devices = devices;
        this.shifts = shifts;
    }

    @Override
    public String name() {
        return "e2ee";
    }

    @Override
    public boolean isWanted(ExtensionConfigs configs) {
        return configs.endToEnd();
    }

    @Override
    public Uni<Optional<Part>> part(ExtensionPass pass) {
        SyncAnswer found = new SyncAnswer();
        SyncPass bare = pass.pass();
        return keys.contribute(pass.over(List.of(), found))
                .chain(() -> bare.isFirst() ? Uni.createFrom().voidItem()
                        : shifts.views(bare).chain(views -> devices.contribute(pass.over(views, found))))
                .map(ignored -> Optional.of(write(found)));
    }

    private static Part write(SyncAnswer found) {
        boolean lists = !found.usersChanged().isEmpty() || !found.usersLeft().isEmpty();
        JsonBytes out = new JsonBytes().open('{');
        if (lists) {
            out.key("device_lists").open('{');
            writeUsers(out.key("changed"), found.usersChanged());
            writeUsers(out.key("left"), found.usersLeft());
            out.close('}');
        }
        out.key("device_one_time_keys_count").open('{');
        found.oneTimeKeys().forEach((algorithm, count) -> out.key(algorithm).number(count));
        out.close('}').key("device_unused_fallback_key_types").open('[');
        found.unusedFallbacks().forEach(out::text);
        return new Part(out.close(']').close('}').toByteArray(), lists || found.isWorthSending());
    }

    private static void writeUsers(JsonBytes out, Collection<UserId> users) {
        out.open('[');
        users.forEach(user -> out.text(user.value()));
        out.close(']');
    }
}
