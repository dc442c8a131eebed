package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.typing.TypingRooms;
import org.colloque.protocol.id.UserId;

/** Who is typing, from memory. Spec: client-server-api, "Typing Notifications". */
@Singleton
public class TypingSource implements SyncSource {

    private static final String TYPE = "m.typing";

    private final TypingRooms rooms;

    TypingSource(TypingRooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        EventFilter filter = pass.filter().room().ephemeral();
        if (filter.admits(TYPE)) {
            rooms.changedAfter(pass.ephemeralSince()).forEach((room, typing) -> {
                boolean worthTelling = !pass.isFirst() || !typing.users().isEmpty();
                if (pass.showsJoined(room) && filter.admitsRoom(room) && typing.serial() <= pass.upTo().ephemeral() && worthTelling) {
                    pass.answer().joined(room).ephemeral.add(event(pass, typing.users()));
                }
            });
        }
        return InTurn.done();
    }

    private static byte[] event(SyncPass pass, List<UserId> users) {
        JsonBytes out = new JsonBytes().open('{').key("type").text(TYPE).key("content").open('{').key("user_ids").open('[');
        users.stream().filter(user -> !pass.user().ignores(user)).forEach(user -> out.text(user.value()));
        return out.close(']').close('}').close('}').toByteArray();
    }
}
