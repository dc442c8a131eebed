package org.colloque.messaging.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an authenticated method that acts on others: {@code M_USER_SUSPENDED} for who is suspended.
 *
 * <p>Spec: client-server-api, "Account suspension".
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NotSuspended {
}
