package org.colloque.messaging.mail;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.colloque.messaging.config.ServerConfig;

/** The mail server of tests, there when the settings name one: keeps what it gets. */
@Singleton
public class PostBox implements MailRelay {

    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, BlockingQueue<Mail>> boxes = new ConcurrentHashMap<>();
    private final Optional<String> host;
    private volatile boolean down;

    PostBox(ServerConfig config) {
        this.host = config.mail().host();
    }

    @Override
    public boolean isThere() {
        return host.isPresent();
    }

    @Override
    public Uni<Void> send(Mail mail) {
        if (down) {
            return Uni.createFrom().failure(new IllegalStateException("the mail server is down"));
        }
        box(mail.recipient()).add(mail);
        return Uni.createFrom().voidItem();
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    /** The next mail to this recipient, as soon as it is there. */
    public Mail next(String recipient) {
        try {
            Mail mail = box(recipient).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (mail == null) {
                throw new AssertionError("no mail came to " + recipient);
            }
            return mail;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private BlockingQueue<Mail> box(String recipient) {
        return boxes.computeIfAbsent(recipient, ignored -> new LinkedBlockingQueue<>());
    }
}
