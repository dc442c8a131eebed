package org.colloque.bridge.preview;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.filesharing.preview.WebPages;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/** The web through the gate, which lets nothing pass to private addresses. */
@ApplicationScoped
class HttpWebPages implements WebPages {

    private static final int BAD_GATEWAY = 502;
    private static final Map<String, String> HEADERS = Map.of("User-Agent", "Colloque (previews of links)", "Accept", "text/html, image/*;q=0.9, */*;q=0.1",
            "Accept-Encoding", "identity", "Accept-Language", "fr, en;q=0.8");

    private final EgressGate gate;

    HttpWebPages(EgressGate gate) {
        this.gate = gate;
    }

    @Override
    public Uni<Fetched> fetch(URI url, long most, Duration patience) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        Endpoint endpoint = Endpoint.ofUrl(url.getHost(), url.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(url.getPort()), secure);
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        return gate.send(new EgressRequest("GET", endpoint, target, HEADERS, new byte[0], new EgressLimits(most, patience, 0)))
                .map(answer -> new Fetched(answer.status(), answer.header("content-type"), answer.header("location"), answer.body()))
                .onFailure(EgressException.class).transform(failure -> refusal((EgressException) failure));
    }

    private static MatrixException refusal(EgressException failure) {
        return switch (failure.reason()) {
            case REFUSED -> MatrixException.forbidden("This page lies where this server does not go.");
            case TOO_LARGE -> new MatrixException(Errcode.M_TOO_LARGE, "The page is too large.").withStatus(BAD_GATEWAY);
            case TIMEOUT -> new MatrixException(Errcode.M_CONNECTION_TIMEOUT, "The page did not come in time.");
            case UNRESOLVED, UNREACHABLE -> new MatrixException(Errcode.M_CONNECTION_FAILED, "The page cannot be reached.");
        };
    }
}
