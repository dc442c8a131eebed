package org.colloque.bridge.mail;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.config.WrongSettingException;

/** Reads {@code colloque.mail.*}; empty when no mail server is named. */
final class SmtpSettings {

    private static final int CONNECT_MILLISECONDS = 10_000;
    private static final int IDLE_SECONDS = 60;
    private static final int CONNECTIONS = 4;

    private SmtpSettings() {
    }

    /** @throws WrongSettingException if something is missing, or a file cannot be read */
    static Optional<MailConfig> of(ServerConfig.Mail settings) {
        return settings.host().map(host -> {
            if (settings.from().isEmpty()) {
                throw new WrongSettingException("colloque.mail.host needs colloque.mail.from: write the address that mail comes from.");
            }
            MailConfig config = new MailConfig(host, settings.port());
            config.setConnectTimeout(CONNECT_MILLISECONDS).setIdleTimeout(IDLE_SECONDS);
            config.setMaxPoolSize(CONNECTIONS);
            protect(config, settings);
            logIn(config, settings);
            return config;
        });
    }

    private static void protect(MailConfig config, ServerConfig.Mail settings) {
        boolean immediate = settings.encryption() == ServerConfig.MailEncryption.TLS;
        config.setSsl(immediate).setStarttls(settings.encryption() == ServerConfig.MailEncryption.STARTTLS
                ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED);
        config.setHostnameVerificationAlgorithm("HTTPS");
        settings.trustedCertificates().ifPresent(file -> {
            read("trusted-certificates", file);
            config.setTrustOptions(new PemTrustOptions().addCertPath(file.toString()));
        });
    }

    private static void logIn(MailConfig config, ServerConfig.Mail settings) {
        if (settings.user().isEmpty()) {
            config.setLogin(LoginOption.DISABLED);
            return;
        }
        Path file = settings.passwordFile().orElseThrow(() ->
                new WrongSettingException("colloque.mail.user needs colloque.mail.password-file: write the path of a file with the password."));
        config.setLogin(LoginOption.REQUIRED).setUsername(settings.user().get()).setPassword(read("password-file", file).strip());
    }

    private static String read(String setting, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new WrongSettingException("colloque.mail." + setting + " names \"" + file + "\", which cannot be read.");
        }
    }
}
