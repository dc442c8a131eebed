package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceService;
import org.colloque.protocol.id.UserId;

/**
 * The user's own presence, as their other devices need it. Spec: client-server-api, "Presence".
 */
// NOTSPEC: the presence of others is not sent, because it costs a wave of answers for each step of each person; GET answers it.
@ApplicationScoped
class PresenceSource implements SyncSource {

    private static final String TYPE = "m.presence";

    private final PresenceService presences;

    PresenceSource(PresenceService presences) {
        this.presences = presences;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        UserId user = pass.user().id();
        EventFilter filter = pass.filter().presence();
        presences.of(user).filter(presence -> presence.serial() > pass.ephemeralSince() && presence.serial() <= pass.upTo().ephemeral())
                .filter(presence -> filter.admits(TYPE) && filter.senders().admits(user.value()))
                .ifPresent(presence -> pass.answer().presence(event(pass, user, presence)));
        return Uni.createFrom().voidItem();
    }

    private static byte[] event(SyncPass pass, UserId user, Presence presence) {
        JsonBytes out = new JsonBytes().open('{').key("type").text(TYPE).key("sender").text(user.value()).key("content").open('{')
                .key("presence").text(presence.state()).key("last_active_ago").number(Math.max(0, pass.now() - presence.lastActive()))
                .key("currently_active").flag(presence.isOnline());
        presence.message().ifPresent(message -> out.key("status_msg").text(message));
        return out.close('}').close('}').toByteArray();
    }
}
