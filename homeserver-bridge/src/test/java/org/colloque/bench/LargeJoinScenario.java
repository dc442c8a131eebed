package org.colloque.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.product.Answer;
import org.colloque.product.Person;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;

/** Somebody of ours joins a very large room of another server. */
record LargeJoinScenario(Peers peers) implements Scenario {

    private static final int MEMBERS = 10_000;
    private static final int OTHER_STATE = 20_000;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Override
    public String name() {
        return "large-join";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        FakePeer peer = peers.start();
        int members = options.scaled(MEMBERS);
        PeerRoom room = room(peer, members, options.scaled(OTHER_STATE));
        Person guest = target.newPerson();
        long start = System.nanoTime();
        Answer answer = guest.join(room.id().value(), peer.name().value());
        double answered = seconds(start);
        answer.orFail();
        String path = "/_matrix/client/v3/rooms/" + Person.encoded(room.id().value()) + "/joined_members";
        while (guest.call("GET", path, null).orFail().get("joined").size() < members) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        report.atMost("join of a room of " + members + " members is answered", answered, "s", 2);
        report.atMost("and complete", seconds(start), "s", 20);
    }

    private static PeerRoom room(FakePeer peer, int members, int others) {
        var room = new PeerRoom(peer, RoomVersions.V12, peer.user("owner"));
        ObjectNode joined = JsonNodes.object().put("membership", "join").put("displayname", "Somebody of the other server");
        for (int i = 0; i < members; i++) {
            UserId user = peer.user("member" + i);
            room.add(room.draft(EventTemplate.state(user, StateKey.member(user), joined)));
        }
        for (int i = 0; i < others; i++) {
            room.state(new StateKey("org.example.place", String.valueOf(i)), JsonNodes.object().put("taken", i % 2 == 0));
        }
        return room;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
