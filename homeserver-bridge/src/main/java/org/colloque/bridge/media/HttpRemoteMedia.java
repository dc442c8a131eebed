package org.colloque.bridge.media;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.bridge.federation.client.FederationClient;
import org.colloque.bridge.federation.client.RemoteRequest;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.filesharing.media.RemoteMedia;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/** Files of other servers, by the authenticated endpoint. Spec: server-server-api, "Content Repository". */
@ApplicationScoped
public class HttpRemoteMedia implements RemoteMedia {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long METADATA = 64L * 1024;
    private static final int REDIRECTS = 3;
    private static final Pattern PLAIN_NAME = Pattern.compile("filename=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODED_NAME = Pattern.compile("filename\\*=utf-8'[^']*'([^;\\s]+)", Pattern.CASE_INSENSITIVE);

    private final FederationClient client;
    private final EgressGate gate;

    HttpRemoteMedia(FederationClient client, EgressGate gate) {
        this.client = client;
        this.gate = gate;
    }

    @Override
    public Uni<Fetched> fetch(MediaUri uri, long most) {
        String target = "/_matrix/federation/v1/media/download/" + RemoteRequest.encode(uri.mediaId());
        return client.send(RemoteRequest.get(uri.origin(), target).within(PATIENCE).atMost(most + METADATA))
                .chain(response -> file(response, most))
                .onFailure(EgressException.class).transform(failure ->
                        new MatrixException(Errcode.M_CONNECTION_FAILED, "The file's server could not be reached."));
    }

    private Uni<Fetched> file(EgressResponse response, long most) {
        Optional<MultipartMixed.Part> part = MultipartMixed.second(response.header("content-type").orElse(""), response.body());
        if (part.isEmpty()) {
            return Uni.createFrom().failure(notFound());
        }
        return part.get().header("location").map(location -> elsewhere(location, most)).orElseGet(() ->
                kept(response.body(), part.get().start(), part.get().end(), part.get().header("content-type"),
                        part.get().header("content-disposition")));
    }

    /** The file lies at another address, which is asked without our name. */
    private Uni<Fetched> elsewhere(String location, long most) {
        Optional<EgressRequest> there = request(location, most);
        return there.isEmpty() ? Uni.createFrom().failure(notFound()) : gate.send(there.get()).chain(response ->
                response.status() == 200 ? kept(response.body(), 0, response.body().length, response.header("content-type"),
                        response.header("content-disposition")) : Uni.createFrom().failure(notFound()));
    }

    /** Empty when the address is none to go to. */
    private static Optional<EgressRequest> request(String location, long most) {
        try {
            URI address = URI.create(location);
            if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
                return Optional.empty();
            }
            Endpoint endpoint = Endpoint.ofUrl(address.getHost(),
                    address.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(address.getPort()), true);
            String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
            String target = path + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
            return Optional.of(EgressRequest.get(endpoint, target, new EgressLimits(most, PATIENCE, REDIRECTS)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Uni<Fetched> kept(byte[] body, int start, int end, Optional<String> contentType, Optional<String> disposition) {
        return Uni.createFrom().item(() -> {
            try {
                Path file = Files.createTempFile("fetched", null);
                try (OutputStream out = Files.newOutputStream(file)) {
                    out.write(body, start, end - start);
                }
                return new Fetched(file, contentType, disposition.flatMap(HttpRemoteMedia::filename));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** The file's name in a {@code Content-Disposition}. Spec: RFC 6266. */
    static Optional<String> filename(String disposition) {
        Matcher coded = CODED_NAME.matcher(disposition);
        if (coded.find()) {
            try {
                return Optional.of(URLDecoder.decode(coded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException broken) {
                return Optional.empty();
            }
        }
        Matcher plain = PLAIN_NAME.matcher(disposition);
        return plain.find() ? Optional.of(plain.group(1) != null ? plain.group(1).replaceAll("\\\\(.)", "$1") : plain.group(2))
                : Optional.empty();
    }

    private static MatrixException notFound() {
        return MatrixException.notFound("The file's server did not give it.");
    }
}
