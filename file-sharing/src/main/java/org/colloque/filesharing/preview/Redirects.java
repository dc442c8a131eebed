package org.colloque.filesharing.preview;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/** Fetches pages and pictures, each redirect held to the settings and to the gate like the first address. */
@ApplicationScoped
class Redirects {

    private static final int MOST = 5;
    private static final int REDIRECTION = 300;
    private static final int CLIENT_ERROR = 400;

    private final WebPages pages;
    private final PreviewHosts hosts;
    private final Duration patience;

    Redirects(WebPages pages, PreviewHosts hosts, PreviewConfig config) {
        this.pages = pages;
        this.hosts = hosts;
        this.patience = config.timeout();
    }

    /** What the address leads to in the end. Fails as {@link WebPages#fetch} does, and with {@code M_FORBIDDEN} when it leads somewhere else than permitted. */
    Uni<Arrived> follow(URI url, long most) {
        return follow(url, most, MOST).ifNoItem().after(patience).recoverWithUni(() -> Uni.createFrom().failure(late()));
    }

    private Uni<Arrived> follow(URI url, long most, int left) {
        return Uni.createFrom().deferred(() -> {
            hosts.requirePermitted(url);
            return pages.fetch(url, most, patience);
        }).chain(fetched -> {
            Optional<URI> next = next(url, fetched);
            if (next.isEmpty()) {
                return Uni.createFrom().item(new Arrived(url, fetched));
            }
            return left > 0 ? follow(next.get(), most, left - 1)
                    : Uni.createFrom().failure(MatrixException.forbidden("The page leads from one address to the next."));
        });
    }

    private static Optional<URI> next(URI from, WebPages.Fetched fetched) {
        boolean redirect = fetched.status() >= REDIRECTION && fetched.status() < CLIENT_ERROR;
        try {
            return fetched.location().filter(location -> redirect).map(from::resolve);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static MatrixException late() {
        return new MatrixException(Errcode.M_CONNECTION_TIMEOUT, "The page did not come in time.");
    }

    /** What was fetched, and from where in the end. */
    record Arrived(URI url, WebPages.Fetched fetched) {

        private static final int OK = 200;

        boolean isThere() {
            return fetched.status() == OK;
        }

        /** The type without its parameters, in small letters. */
        String type() {
            return fetched.contentType().map(type -> type.replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT)).orElse("");
        }
    }
}
