package org.colloque.product.drills;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What lies between a server and those who speak to it: it can be cut, and healed. */
final class Link implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile boolean cut;

    /** A link to a port of this machine. */
    Link(int target) {
        var client = vertx.createNetClient();
        port = vertx.createNetServer().connectHandler(near -> {
            near.pause();
            if (cut) {
                near.close();
                return;
            }
            client.connect(target, "127.0.0.1").onFailure(gone -> near.close()).onSuccess(far -> join(near, far));
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    }

    int port() {
        return port;
    }

    /** Ends what goes through it; nothing comes through any more. */
    void cut() {
        cut = true;
        sockets.forEach(NetSocket::close);
    }

    void heal() {
        cut = false;
    }

    private void join(NetSocket near, NetSocket far) {
        sockets.add(near);
        sockets.add(far);
        near.closeHandler(closed -> end(near, far));
        far.closeHandler(closed -> end(far, near));
        near.handler(far::write);
        far.handler(near::write);
        near.resume();
    }

    private void end(NetSocket closed, NetSocket other) {
        sockets.remove(closed);
        other.close();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
