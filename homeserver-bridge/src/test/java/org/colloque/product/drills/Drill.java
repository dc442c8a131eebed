package org.colloque.product.drills;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that is a drill: a fault is made, and what was measured goes into the report of {@code ./colloque drills}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("drill")
@ExtendWith(DrillReport.class)
@interface Drill {

    int number();

    String fault();
}
