package org.colloque.filesharing.preview;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.colloque.messaging.error.MatrixException;

/** Of which hosts the settings permit previews. */
@ApplicationScoped
class PreviewHosts {

    private static final String EVERY = "*";
    private static final int LONGEST = 2_000;

    private final List<String> hosts;

    PreviewHosts(PreviewConfig config) {
        this.hosts = config.hosts().orElse(List.of()).stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
    }

    /** Reads the address of a page. Fails with {@code M_INVALID_PARAM} when it is none of the web. */
    URI parse(String text) {
        try {
            URI url = URI.create(text.strip());
            if (text.length() <= LONGEST && isOfTheWeb(url)) {
                String fragment = url.getRawFragment();
                return fragment == null ? url : URI.create(url.toString().substring(0, url.toString().length() - fragment.length() - 1));
            }
        } catch (IllegalArgumentException malformed) {
            // Refused below.
        }
        throw MatrixException.invalidParam("The parameter \"url\" must be the http or https address of a page.");
    }

    private static boolean isOfTheWeb(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        return web && url.getHost() != null && url.getRawUserInfo() == null;
    }

    /** Fails with {@code M_FORBIDDEN} unless pages of this host may be fetched, which holds for each redirect too. */
    void requirePermitted(URI url) {
        if (!isOfTheWeb(url) || !permits(url.getHost().toLowerCase(Locale.ROOT))) {
            throw MatrixException.forbidden("This server shows no previews of pages of " + url.getHost() + ".");
        }
    }

    private boolean permits(String host) {
        return hosts.stream().anyMatch(permitted -> permitted.equals(EVERY) || permitted.equals(host)
                || permitted.startsWith("*.") && host.endsWith(permitted.substring(1)));
    }
}
