package org.colloque.bridge.egress;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.colloque.bridge.config.EgressConfig;
import org.colloque.bridge.egress.EgressException.Reason;
import org.colloque.messaging.config.WrongSettingException;
import org.jboss.logging.Logger;

/**
 * The one way out: every outbound connection of the service is made here. A name is resolved once and the connection goes to
 * the address that was checked; each redirect is checked like a new request; each refusal is logged.
 */
@Startup
@ApplicationScoped
public class EgressGate {

    private static final Logger LOG = Logger.getLogger(EgressGate.class);
    private static final int REDIRECTION = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int CLIENT_ERROR = 400;

    private final NameLookup names;
    private final AddressPolicy policy;
    private final Connections connections;

    EgressGate(NameLookup names, EgressConfig config, Connections connections) {
        this.names = names;
        this.policy = policy(config.allowedNetworks().orElse(List.of()));
        this.connections = connections;
    }

    private static AddressPolicy policy(List<String> networks) {
        try {
            return new AddressPolicy(networks);
        } catch (IllegalArgumentException invalid) {
            throw new WrongSettingException("colloque.egress.allowed-networks is not a list of networks such as 10.0.0.0/8: "
                    + invalid.getMessage());
        }
    }

    /** Sends a request. Any status is an answer; fails with an {@link EgressException} when there is none. */
    public Uni<EgressResponse> send(EgressRequest request) {
        return follow(request, request.limits().redirects())
                .ifNoItem().after(request.limits().timeout()).fail()
                .onFailure(failure -> !(failure instanceof EgressException)).transform(failure -> failed(request, failure));
    }

    private Uni<EgressResponse> follow(EgressRequest request, int redirectsLeft) {
        return once(request).chain(response -> next(request, response)
                .map(next -> redirectsLeft > 0 ? follow(next, redirectsLeft - 1) : tooMany(request))
                .orElseGet(() -> Uni.createFrom().item(response)));
    }

    private Uni<EgressResponse> once(EgressRequest request) {
        Uni<EgressResponse> answer = at(request);
        return request.endpoint().otherwise().map(other -> answer.onFailure(EgressGate::isUnconnected)
                .recoverWithUni(() -> once(request.to(other)))).orElse(answer);
    }

    private Uni<EgressResponse> at(EgressRequest request) {
        return names.addresses(request.endpoint().host()).chain(addresses -> {
            List<InetAddress> permitted = addresses.stream()
                    .filter(address -> request.endpoint().trusted() || policy.permits(address)).toList();
            if (permitted.isEmpty()) {
                LOG.warnf("Refused: connection to %s:%d, whose address %s is not public and not in colloque.egress.allowed-networks",
                        request.endpoint().host(), request.endpoint().port(), addresses.getFirst().getHostAddress());
                return Uni.createFrom().failure(new EgressException(Reason.REFUSED, "The address is not allowed."));
            }
            return tryEach(request, permitted, 0);
        });
    }

    /** Goes to the next address only when no connection came about: what was sent is never sent twice. */
    private Uni<EgressResponse> tryEach(EgressRequest request, List<InetAddress> addresses, int index) {
        Uni<EgressResponse> answer = connections.exchange(request, addresses.get(index));
        return index + 1 == addresses.size() ? answer
                : answer.onFailure(EgressGate::isUnconnected).recoverWithUni(() -> tryEach(request, addresses, index + 1));
    }

    /** Whether nothing can have been sent. */
    private static boolean isUnconnected(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof NoRouteToHostException
                || failure instanceof EgressException none && (none.reason() == Reason.UNRESOLVED || none.reason() == Reason.REFUSED);
    }

    private Optional<EgressRequest> next(EgressRequest request, EgressResponse response) {
        boolean redirect = response.status() >= REDIRECTION && response.status() < CLIENT_ERROR && response.status() != NOT_MODIFIED;
        if (!redirect || request.limits().redirects() == 0 || !"GET".equals(request.method())) {
            return Optional.empty();
        }
        return response.header("location").map(location -> redirected(request, location));
    }

    /** Headers are not carried over: they may hold a signature or a secret that was meant for the first server. */
    private static EgressRequest redirected(EgressRequest request, String location) {
        Endpoint from = request.endpoint();
        try {
            URI to = URI.create((from.secure() ? "https://" : "http://") + from.hostPort() + request.target()).resolve(location);
            boolean secure = "https".equalsIgnoreCase(to.getScheme());
            boolean downgrade = from.secure() && !secure;
            if (to.getHost() == null || downgrade || !secure && !"http".equalsIgnoreCase(to.getScheme())) {
                throw new IllegalArgumentException("not an address to go to");
            }
            Endpoint next = Endpoint.ofUrl(to.getHost(), to.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(to.getPort()), secure);
            String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
            String target = to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
            return new EgressRequest("GET", next, target, Map.of(), new byte[0], request.limits());
        } catch (IllegalArgumentException invalid) {
            LOG.warnf("Refused: redirect from %s to a place that is not an https address", from.host());
            throw new EgressException(Reason.REFUSED, "The redirect leads nowhere that is allowed.");
        }
    }

    private static Uni<EgressResponse> tooMany(EgressRequest request) {
        LOG.warnf("Refused: too many redirects from %s", request.endpoint().host());
        return Uni.createFrom().failure(new EgressException(Reason.REFUSED, "There are too many redirects."));
    }

    private static EgressException failed(EgressRequest request, Throwable failure) {
        boolean late = failure instanceof TimeoutException || failure instanceof java.util.concurrent.TimeoutException;
        String host = request.endpoint().host();
        return late ? new EgressException(Reason.TIMEOUT, host + " did not answer in time.", failure)
                : new EgressException(Reason.UNREACHABLE, host + " could not be reached: " + failure.getMessage(), failure);
    }
}
