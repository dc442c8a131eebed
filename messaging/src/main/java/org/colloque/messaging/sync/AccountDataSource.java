package org.colloque.messaging.sync;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.accountdata.AccountDataChange;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.accountdata.ServerAccountData;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.CanonicalJson;

/** Account data of the user, global and of rooms; always from memory. Spec: client-server-api, "Client Config". */
@Singleton
public class AccountDataSource implements SyncSource {

    private final List<ServerAccountData> ofTheServer;

    AccountDataSource(@All List<ServerAccountData> ofTheServer) {
        this.ofTheServer = List.copyOf(ofTheServer);
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        EventFilter filter = pass.filter().accountData();
        for (AccountDataEntry entry : pass.user().accountData()) {
            if (isNew(pass, entry) && filter.admits(entry.type())) {
                pass.answer().accountData(event(pass, entry));
            }
        }
        if (pass.isFirst()) {
            ofTheServer.stream().filter(data -> filter.admits(data.type()) && pass.user().accountData(data.type()).isEmpty())
                    .forEach(data -> pass.answer().accountData(event(data.type(),
                            CanonicalJson.lenientBytes(data.content(pass.user().id(), Optional.empty())))));
        }
        rooms(pass).forEach(room -> addRoom(pass, room));
        return InTurn.done();
    }

    /** The rooms that may have news: all at first, those that changed after. */
    private static Set<RoomId> rooms(SyncPass pass) {
        if (pass.isFirst() || pass.changes().isEmpty()) {
            return pass.user().joinedRooms();
        }
        Set<RoomId> rooms = new HashSet<>(pass.freshRooms());
        pass.changes(AccountDataChange.class).stream().filter(change -> change.user().equals(pass.user().id()))
                .forEach(change -> change.room().ifPresent(rooms::add));
        return rooms;
    }

    private void addRoom(SyncPass pass, RoomId room) {
        EventFilter filter = pass.filter().room().accountData();
        if (!pass.showsJoined(room) || !filter.admitsRoom(room)) {
            return;
        }
        for (AccountDataEntry entry : pass.user().accountData(room)) {
            if ((isNew(pass, entry) || pass.isFresh(room)) && entry.position() <= pass.upTo().position() && filter.admits(entry.type())) {
                pass.answer().joined(room).accountData.add(event(entry.type(), entry.content()));
            }
        }
    }

    private static boolean isNew(SyncPass pass, AccountDataEntry entry) {
        return entry.position() > pass.since() && entry.position() <= pass.upTo().position();
    }

    private byte[] event(SyncPass pass, AccountDataEntry entry) {
        return ofTheServer.stream().filter(data -> data.type().equals(entry.type())).findFirst()
                .map(data -> event(entry.type(), CanonicalJson.lenientBytes(data.content(pass.user().id(), Optional.of(entry)))))
                .orElseGet(() -> event(entry.type(), entry.content()));
    }

    private static byte[] event(String type, byte[] content) {
        return new JsonBytes().open('{').key("type").text(type).key("content").value(content).close('}').toByteArray();
    }
}
