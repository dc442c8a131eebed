package org.colloque.messaging.event;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.Proxy;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.room.MemberProfiles;

/** Stands in for the parts of the event core that are not there yet: whoever asks them is told so. Goes when they come. */
class NoEvents {

    @Produces
    @DefaultBean
    @ApplicationScoped
    MemberProfiles profiles() {
        return absent(MemberProfiles.class);
    }

    private static <T> T absent(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            throw new MatrixException(Errcode.M_UNRECOGNIZED, "This part is not built yet.");
        }));
    }
}
