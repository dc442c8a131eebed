package org.colloque.messaging.accounts;

import java.util.Map;

/** Port: features beyond the specification that {@code /versions} tells clients of, by name. One bean for each feature that has some. */
public interface UnstableFeatures {

    Map<String, Boolean> unstableFeatures();
}
