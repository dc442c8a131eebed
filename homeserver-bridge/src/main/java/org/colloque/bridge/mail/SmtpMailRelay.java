package org.colloque.bridge.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.mail.Mail;
import org.colloque.messaging.mail.MailRelay;

/**
 * The mail server of the settings, over SMTP. It is the one host that mail goes to, and it is the operator who names it: like the database, and unlike
 * all that people and other servers name, it is not held to the networks of the gate.
 */
@Startup
@ApplicationScoped
class SmtpMailRelay implements MailRelay {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Replies that say no to this mail: no such mailbox, not allowed there, too large, refused. Others are about the server's state or log-in. */
    private static final int FIRST_REFUSAL = 550;
    private static final int LAST_REFUSAL = 554;

    private final Optional<MailClient> client;
    private final String sender;
    private final String domain;

    SmtpMailRelay(Vertx vertx, ServerConfig config) {
        this.client = SmtpSettings.of(config.mail()).map(settings -> MailClient.create(vertx, settings));
        this.sender = config.mail().from().orElse("");
        this.domain = config.serverName().host();
    }

    void stop(@Observes ShutdownEvent event) {
        client.ifPresent(MailClient::close);
    }

    @Override
    public boolean isThere() {
        return client.isPresent();
    }

    @Override
    public Uni<Void> send(Mail mail) {
        MailMessage message = new MailMessage().setFrom(sender).setTo(mail.recipient()).setSubject(mail.subject()).setText(mail.body());
        message.addHeader("Message-ID", "<" + mail.id() + "@" + domain + ">").addHeader("Auto-Submitted", "auto-generated");
        return Uni.createFrom().completionStage(() -> client.orElseThrow().sendMail(message).toCompletionStage())
                .ifNoItem().after(PATIENCE).fail()
                .onFailure(SmtpMailRelay::isRefusal).transform(refusal -> new RefusedMailException(refusal.getMessage()))
                .replaceWithVoid();
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof SMTPException smtp && smtp.getReplyCode() >= FIRST_REFUSAL && smtp.getReplyCode() <= LAST_REFUSAL;
    }
}
