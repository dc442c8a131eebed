package org.colloque.filesharing.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.filesharing.preview.Redirects.Arrived;
import org.colloque.protocol.json.JsonNodes;

/** Says what a page is about. Spec: client-server-api, "GET /_matrix/client/v1/media/preview_url". */
@ApplicationScoped
public class PreviewService {

    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");

    private final Redirects redirects;
    private final PreviewHosts hosts;
    private final PreviewImages images;
    private final PreviewStore store;
    private final PreviewConfig config;
    private final Clock clock;
    private final Map<URI, Uni<ObjectNode>> underWay = new ConcurrentHashMap<>();

    PreviewService(Redirects redirects, PreviewHosts hosts, PreviewImages images, PreviewStore store, PreviewConfig config, Clock clock) {
        this.redirects = redirects;
        this.hosts = hosts;
        this.images = images;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What the page says of itself; empty when it says nothing or is not there. Fails with {@code M_INVALID_PARAM} for what is no address,
     * {@code M_FORBIDDEN} for a host that the settings do not name, and as {@link WebPages#fetch} does.
     */
    public Uni<ObjectNode> preview(String address) {
        URI url = hosts.parse(address);
        hosts.requirePermitted(url);
        return store.find(url, clock.millis() - config.keptFor().toMillis())
                .chain(known -> known.map(preview -> Uni.createFrom().item(preview)).orElseGet(() -> fetch(url)));
    }

    /** One fetch a page, however many ask for it meanwhile. */
    private Uni<ObjectNode> fetch(URI url) {
        return underWay.computeIfAbsent(url, key -> redirects.follow(key, Math.max(config.maxPageSize().asLongValue(), config.maxImageSize().asLongValue()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(this::read)
                .call(preview -> store.keep(key, preview, clock.millis(), clock.millis() - config.keptFor().toMillis()))
                .onTermination().invoke(() -> underWay.remove(key))
                .memoize().indefinitely());
    }

    private Uni<ObjectNode> read(Arrived arrived) {
        ObjectNode preview = JsonNodes.object();
        if (!arrived.isThere()) {
            return Uni.createFrom().item(preview);
        }
        if (PreviewImages.isImage(arrived)) {
            return images.keep(preview, arrived);
        }
        if (!PAGES.contains(arrived.type()) || arrived.fetched().body().length > config.maxPageSize().asLongValue()) {
            return Uni.createFrom().item(preview);
        }
        PageReader page = PageReader.of(arrived);
        page.fields().forEach(preview::put);
        return page.image().map(image -> images.add(preview, image)).orElseGet(() -> Uni.createFrom().item(preview));
    }
}
