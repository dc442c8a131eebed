package org.colloque.interop;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.product.ServiceProcess;

/** A port that passes all bytes on to another one of this machine, until it is cut. */
final class Link implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final int port = ServiceProcess.freePort();
    private final int target;
    private NetServer server;

    Link(int target) {
        this.target = target;
    }

    int port() {
        return port;
    }

    /** Opens the way. */
    Link heal() {
        server = vertx.createNetServer(new NetServerOptions().setHost(LOOPBACK).setPort(port)).connectHandler(this::pass);
        await(server.listen());
        return this;
    }

    /** Ends every connection, and takes no new one. */
    void cut() {
        await(server.close());
        open.forEach(NetSocket::close);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void pass(NetSocket in) {
        in.pause();
        open.add(in);
        client.connect(target, LOOPBACK).onFailure(unreachable -> in.close()).onSuccess(out -> {
            open.add(out);
            join(in, out);
            join(out, in);
            in.resume();
        });
    }

    private void join(NetSocket from, NetSocket to) {
        from.closeHandler(closed -> {
            open.remove(from);
            to.close();
        });
        from.pipeTo(to);
    }

    private static void await(Future<?> done) {
        done.toCompletionStage().toCompletableFuture().join();
    }
}
