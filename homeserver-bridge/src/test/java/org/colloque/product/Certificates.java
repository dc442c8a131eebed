package org.colloque.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An authority of its own and a certificate for each server, made with {@code openssl} in a folder. */
public record Certificates(Path folder) {

    public static Certificates in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var certificates = new Certificates(folder);
        certificates.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=Authority of the tests", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
            "-keyout", "authority.key", "-out", "authority.pem");
        return certificates;
    }

    public Path authority() {
        return folder.resolve("authority.pem");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** The certificate of a server of that name, on a loopback address. */
    public Path issue(String name) {
        return issue(name, name);
    }

    /** The certificate of a host, in files of that name. */
    public Path issue(String name, String host) {
        try {
            Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=DNS:" + host + ",IP:127.0.0.1\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + name, "-keyout", name + ".key",
            "-out", name + ".csr");
        openssl("x509", "-req", "-in", name + ".csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", "-days", "2",
            "-extfile", name + ".ext", "-out", name + ".pem");
        return folder.resolve(name + ".pem");
    }

    private void openssl(String... arguments) {
        try {
            var command = new java.util.ArrayList<>(List.of("openssl"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("openssl: " + words);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
