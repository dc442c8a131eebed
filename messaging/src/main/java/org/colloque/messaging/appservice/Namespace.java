package org.colloque.messaging.appservice;

import java.util.regex.Pattern;

/**
 * Names that an application service takes interest in.
 *
 * @param exclusive whether nobody else may make anything of such a name
 * @param regex     matches whole names from their beginning, as the ecosystem's application services expect
 */
public record Namespace(boolean exclusive, Pattern regex) {

    boolean holds(String name) {
        return regex.matcher(name).lookingAt();
    }
}
