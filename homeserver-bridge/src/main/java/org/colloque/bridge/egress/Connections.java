package org.colloque.bridge.egress;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.colloque.bridge.config.EgressConfig;
import org.colloque.bridge.egress.EgressException.Reason;

/** One exchange with one pinned address, without redirects: the certificate is checked against the endpoint's name. */
@ApplicationScoped
class Connections {

    private static final int IDLE_SECONDS = 60;
    private static final int MAX_WAITING = 200;

    private final HttpClient client;

    Connections(Vertx vertx, EgressConfig config, TrustedCertificates trusted) {
        HttpClientOptions options = new HttpClientOptions()
                .setTrustOptions(TrustOptions.wrap(trusted.trustManager()))
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxWaitQueueSize(MAX_WAITING)
                .setDecompressionSupported(false);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.connectionsPerDestination()));
    }

    /** Who waits no longer ends the exchange, wherever it stands: a slow answer holds no connection. */
    Uni<EgressResponse> exchange(EgressRequest request, InetAddress address) {
        return Uni.createFrom().emitter(emitter -> {
            Promise<EgressResponse> answer = Promise.promise();
            answer.future().onSuccess(emitter::complete).onFailure(emitter::fail);
            emitter.onTermination(() -> answer.tryFail("Nobody waits for the answer any more."));
            client.request(options(request, address)).onSuccess(open -> exchange(open, request, answer)).onFailure(answer::tryFail);
        });
    }

    private static RequestOptions options(EgressRequest request, InetAddress address) {
        Endpoint endpoint = request.endpoint();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(HttpHeaders.HOST, endpoint.hostPort());
        request.headers().forEach(headers::set);
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), address.getHostAddress()))
                .setHost(endpoint.tlsName()).setPort(endpoint.port()).setSsl(endpoint.secure())
                .setMethod(HttpMethod.valueOf(request.method())).setURI(request.target())
                .setHeaders(headers).setTimeout(request.limits().timeout().toMillis())
                .setFollowRedirects(false);
    }

    private static void exchange(HttpClientRequest open, EgressRequest request, Promise<EgressResponse> answer) {
        answer.future().onFailure(failure -> open.reset());
        if (!answer.future().isComplete()) {
            open.response().onSuccess(response -> read(response, request.limits().maxBytes(), answer)).onFailure(answer::tryFail);
            open.send(Buffer.buffer(request.body())).onFailure(answer::tryFail);
        }
    }

    private static void read(HttpClientResponse response, long maxBytes, Promise<EgressResponse> answer) {
        response.exceptionHandler(answer::tryFail);
        if (declaredLength(response) > maxBytes) {
            answer.tryFail(tooLarge(maxBytes));
            return;
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (answer.future().isComplete()) {
                return;
            }
            if (body.length() + chunk.length() > maxBytes) {
                answer.tryFail(tooLarge(maxBytes));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> answer.tryComplete(
                new EgressResponse(response.statusCode(), headers(response), body.getBytes())));
    }

    private static long declaredLength(HttpClientResponse response) {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private static EgressException tooLarge(long maxBytes) {
        return new EgressException(Reason.TOO_LARGE, "The answer is larger than " + maxBytes + " bytes.");
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return Map.copyOf(headers);
    }
}
