package org.colloque.messaging.delayed.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.delayed.DelayedEventStore;
import org.colloque.messaging.delayed.DelayedEventStoreContract;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateDelayedEventStoreTest implements DelayedEventStoreContract {

    @Inject
    DelayedEventStore events;

    @Override
    public DelayedEventStore events() {
        return events;
    }
}
