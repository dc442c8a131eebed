package org.colloque.bridge.egress;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a request goes.
 *
 * @param host     the DNS name or IP literal (without brackets) that gives the address to connect to
 * @param port     the port to connect to
 * @param secure   whether the connection is TLS
 * @param tlsName  the name (or IP literal) that the certificate must be valid for; it is sent as SNI when it is a name
 * @param hostPort what the {@code Host} header says
 * @param otherwise where it goes when no connection to this one comes about
 * @param trusted   whether the operator has named this very place, so that its address may be any
 */
public record Endpoint(String host, int port, boolean secure, String tlsName, String hostPort, Optional<Endpoint> otherwise,
        boolean trusted) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    public Endpoint(String host, int port, boolean secure, String tlsName, String hostPort, Optional<Endpoint> otherwise) {
        this(host, port, secure, tlsName, hostPort, otherwise, false);
    }

    /** An endpoint without another one. */
    public Endpoint(String host, int port, boolean secure, String tlsName, String hostPort) {
        this(host, port, secure, tlsName, hostPort, Optional.empty());
    }

    /** The same place, named by the operator: it may be private or loopback. */
    public Endpoint named() {
        return new Endpoint(host, port, secure, tlsName, hostPort, otherwise, true);
    }

    /** The endpoint of an absolute {@code http(s)} URL. */
    public static Endpoint ofUrl(String host, OptionalInt port, boolean secure) {
        int defaultPort = secure ? HTTPS : HTTP;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String header = port.isPresent() && port.getAsInt() != defaultPort ? host + ":" + port.getAsInt() : host;
        return new Endpoint(bare, port.orElse(defaultPort), secure, bare, header);
    }
}
