package org.colloque.product;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.CompletionException;

/** A server's HTTP interfaces. A call blocks its thread: meant for virtual ones, thousands of them. */
public final class Api implements AutoCloseable {

    private static final int CONNECTIONS = 4_000;
    private static final int PATIENCE_MILLIS = 90_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final URI address;

    public Api(URI address) {
        this.address = address;
        boolean tls = address.getScheme().equals("https");
        int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
        this.http = vertx.createHttpClient(new HttpClientOptions().setDefaultHost(address.getHost()).setDefaultPort(port).setSsl(tls)
            .setMaxPoolSize(CONNECTIONS).setKeepAlive(true).setKeepAliveTimeout(60));
    }

    public URI address() {
        return address;
    }

    public Answer get(String path, String token) {
        return call("GET", path, token, null);
    }

    public Answer post(String path, String token, String body) {
        return call("POST", path, token, body);
    }

    public Answer put(String path, String token, String body) {
        return call("PUT", path, token, body);
    }

    /** Answers whatever the server answered, errors as well. Fails with {@link NoAnswer} when it did not answer. */
    public Answer call(String method, String path, String token, String body) {
        return callWithBytes(method, path, token, body == null ? null : Buffer.buffer(body));
    }

    /** The same with a body of any bytes. */
    public Answer callWithBytes(String method, String path, String token, Buffer body) {
        return call(method, path, token, "application/json", body);
    }

    /** Posts a file of a type. */
    public Answer upload(String path, String token, String type, Buffer body) {
        return call("POST", path, token, type, body);
    }

    private Answer call(String method, String path, String token, String type, Buffer body) {
        var options = new RequestOptions().setMethod(HttpMethod.valueOf(method)).setURI(path).setTimeout(PATIENCE_MILLIS)
            .putHeader("Content-Type", type);
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        Promise<Answer> answer = Promise.promise();
        // On the event loop from the first step, else a fast answer's body goes by before somebody looks.
        vertx.runOnContext(ignored -> http.request(options).compose(request -> body == null ? request.send() : request.send(body))
            .compose(Api::read).onComplete(answer));
        try {
            return answer.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw new NoAnswer(method + " " + path + ": " + failure.getCause(), failure.getCause());
        }
    }

    @Override
    public void close() {
        http.close();
        vertx.close();
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body.getBytes()));
    }

    /** The connection was refused, lost, or silent for too long. */
    public static final class NoAnswer extends RuntimeException {

        NoAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
