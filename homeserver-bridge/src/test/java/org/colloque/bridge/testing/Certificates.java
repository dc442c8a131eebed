package org.colloque.bridge.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A self-signed certificate for some names, made by the JDK's own tool. */
public record Certificates(Path keyStore, Path pem) {

    public static final String PASSWORD = "certificate";
    private static final String ALIAS = "peer";

    /** Makes the files in the folder, unless they are there. */
    public static Certificates in(Path folder, String... names) {
        Certificates made = new Certificates(folder.resolve("peer.p12"), folder.resolve("peer.pem"));
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(made.keyStore());
            generate(made.keyStore(), names);
            Files.writeString(made.pem(), "-----BEGIN CERTIFICATE-----\n" + made.encoded() + "\n-----END CERTIFICATE-----\n");
            return made;
        } catch (IOException | InterruptedException | GeneralSecurityException failure) {
            throw new IllegalStateException("No certificate for the tests", failure);
        }
    }

    private static void generate(Path keyStore, String... names) throws IOException, InterruptedException {
        String alternatives = Stream.of(names).map(name -> name.matches("[0-9.]+") ? "ip:" + name : "dns:" + name)
                .collect(Collectors.joining(","));
        Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-validity", "30", "-storetype", "PKCS12",
                "-dname", "CN=peer", "-ext", "san=" + alternatives, "-ext", "bc=ca:true", "-keystore", keyStore.toString(),
                "-storepass", PASSWORD).redirectErrorStream(true).start();
        String output = new String(tool.getInputStream().readAllBytes());
        if (tool.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private String encoded() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return Base64.getMimeEncoder().encodeToString(store.getCertificate(ALIAS).getEncoded());
    }
}
