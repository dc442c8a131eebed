package org.colloque.messaging.testing.specification;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import org.jboss.logging.Logger;

/** Puts {@link AnswersAsSpecified} before every HTTP test of every module, where the specification's files are there. */
public final class SpecificationCheck implements QuarkusTestBeforeEachCallback {

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(AnswersAsSpecified.class::isInstance)) {
            ClientServerApi.read().ifPresentOrElse(api -> RestAssured.filters(new AnswersAsSpecified(api)),
                    () -> Logger.getLogger(SpecificationCheck.class).warn("no files of the specification: answers are not checked"));
        }
    }
}
