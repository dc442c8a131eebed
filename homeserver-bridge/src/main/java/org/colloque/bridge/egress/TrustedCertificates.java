package org.colloque.bridge.egress;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.messaging.config.WrongSettingException;

/** The authorities that certificates of other servers are checked against: the system's, and those of the configuration. */
@Startup
@ApplicationScoped
class TrustedCertificates {

    private final List<Path> files;

    TrustedCertificates(FederationConfig config) {
        this.files = config.trustedCertificates().orElse(List.of());
    }

    @PostConstruct
    void check() {
        if (!files.isEmpty()) {
            trustManager();
        }
    }

    /** @throws WrongSettingException if a file cannot be read or holds no certificates */
    TrustManager trustManager() {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (X509Certificate authority : systemAuthorities()) {
                all.setCertificateEntry("system-" + all.size(), authority);
            }
            for (Path file : files) {
                for (Certificate authority : read(file)) {
                    all.setCertificateEntry("configured-" + all.size(), authority);
                }
            }
            return trustManager(all);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException("No trust in certificates could be set up", failure);
        }
    }

    private static X509Certificate[] systemAuthorities() throws GeneralSecurityException {
        return trustManager(null).getAcceptedIssuers();
    }

    private static X509TrustManager trustManager(KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private static Iterable<? extends Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        } catch (IOException | CertificateException failure) {
            throw new WrongSettingException("colloque.federation.trusted-certificates names \"" + file
                    + "\", which cannot be read: write the path of a PEM file with certificates.");
        }
    }
}
