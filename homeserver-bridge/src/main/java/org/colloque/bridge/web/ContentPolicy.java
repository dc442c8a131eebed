package org.colloque.bridge.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.colloque.messaging.config.ServerConfig;

/**
 * What a page of the browser client may load and connect to.
 *
 * <p>Scripts come from this server alone; an inline script runs only when it stood in the file at build time. Connections may go to any secure
 * origin, because a call's media servers are those of the other ministries; unencrypted ones only where this server itself is reached without TLS.
 */
@ApplicationScoped
public class ContentPolicy {

    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

    private final boolean plain;

    ContentPolicy(ServerConfig config) {
        this.plain = config.publicBaseUrl().map(URI::create).map(URI::getScheme).filter("http"::equals).isPresent();
    }

    /**
     * The policy of the client's own page: besides, no text becomes script or markup but by way of its sanitiser, or as the address of a
     * worker of this server. Spec: W3C, "Trusted Types". Element Call, a page of its own, is not made for it.
     */
    String forClient(String html) {
        return forPage(html) + "; require-trusted-types-for 'script'; trusted-types default dompurify 'allow-duplicates'";
    }

    /** The policy of a page with this HTML. */
    String forPage(String html) {
        String inline = INLINE_SCRIPT.matcher(html).results().map(script -> " '" + digest(script.group(1)) + "'").collect(Collectors.joining());
        return String.join("; ",
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'" + inline,
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob: data:",
            "font-src 'self' data:",
            "connect-src 'self' blob: data: https: wss:" + (plain ? " http: ws:" : ""),
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "manifest-src 'self'",
            "frame-ancestors 'self'",
            "form-action 'self'",
            "base-uri 'none'");
    }

    private static String digest(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
