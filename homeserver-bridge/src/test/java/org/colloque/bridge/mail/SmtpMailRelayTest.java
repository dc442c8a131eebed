package org.colloque.bridge.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.messaging.mail.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail over SMTP, to a server that really speaks it. */
class SmtpMailRelayTest {

    private static final int ABOVE_THE_LIBRARYS_OWN = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Mail MAIL = new Mail("unique", "agent@interieur.example", "Confirmez votre adresse – été", "Voilà :\n\nhttps://x.example/?a=1&b=2\n", 0);

    @TempDir
    Path folder;

    private Vertx vertx;
    private GreenMail server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void mailArrivesAsItWasWritten() throws Exception {
        SmtpMailRelay relay = relay(Map.of());
        assertTrue(relay.isThere());
        relay.send(MAIL).await().atMost(PATIENCE);
        MimeMessage arrived = server.getReceivedMessages()[0];
        assertEquals(MAIL.subject(), arrived.getSubject());
        assertEquals("agent@interieur.example", arrived.getAllRecipients()[0].toString());
        assertTrue(arrived.getFrom()[0].toString().contains("noreply@ministry.example"));
        assertEquals(MAIL.body().strip(), arrived.getContent().toString().replace("\r\n", "\n").strip());
        assertEquals("<unique@ministry.example>", arrived.getMessageID());
    }

    @Test
    void serviceLogsInWithThePasswordOfTheFile() throws Exception {
        server.setUser("noreply@ministry.example", "colloque", "secret");
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        relay(Map.of("user", "colloque", "password-file", password.toString())).send(MAIL).await().atMost(PATIENCE);
        assertEquals(1, server.getReceivedMessages().length);
    }

    @Test
    void mailIsNotSentInTheClearToAServerWithoutTls() {
        SmtpMailRelay relay = relay(Map.of("encryption", "starttls"));
        assertThrows(Exception.class, () -> relay.send(MAIL).await().atMost(PATIENCE));
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void thereIsNoMailServerWhereNoneIsNamed() {
        assertFalse(new SmtpMailRelay(vertx, settings(Map.of())).isThere());
    }

    @Test
    void whatIsMissingIsSaidAtTheStart() {
        assertThrows(WrongSettingException.class, () -> new SmtpMailRelay(vertx, settings(Map.of("host", "mail.example"))));
        assertThrows(WrongSettingException.class, () -> relay(Map.of("user", "colloque")));
        assertThrows(WrongSettingException.class, () -> relay(Map.of("user", "colloque", "password-file", folder.resolve("none").toString())));
    }

    private SmtpMailRelay relay(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("host", "127.0.0.1", "port", Integer.toString(server.getSmtp().getPort()), "encryption", "none",
                "from", "Colloque <noreply@ministry.example>"));
        all.putAll(more);
        return new SmtpMailRelay(vertx, settings(all));
    }

    private static ServerConfig settings(Map<String, String> mail) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(ServerConfig.class)
                .withConverter(Duration.class, ABOVE_THE_LIBRARYS_OWN, new DurationConverter())
                .withDefaultValue("colloque.server-name", "ministry.example");
        mail.forEach((name, value) -> builder.withDefaultValue("colloque.mail." + name, value));
        return builder.build().getConfigMapping(ServerConfig.class);
    }
}
