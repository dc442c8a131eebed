package org.colloque.messaging.mail;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands in where nothing outside can be reached. */
@DefaultBean
@ApplicationScoped
class NoMailRelay implements MailRelay {

    @Override
    public boolean isThere() {
        return false;
    }

    @Override
    public Uni<Void> send(Mail mail) {
        return Uni.createFrom().failure(new IllegalStateException("No mail server can be reached."));
    }
}
