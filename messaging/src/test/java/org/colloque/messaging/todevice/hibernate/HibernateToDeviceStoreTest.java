package org.colloque.messaging.todevice.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.todevice.ToDeviceOutbox;
import org.colloque.messaging.todevice.ToDeviceStore;
import org.colloque.messaging.todevice.ToDeviceStoreContract;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateToDeviceStoreTest implements ToDeviceStoreContract {

    @Inject
    TestPeople people;

    @Inject
    ToDeviceStore messages;

    @Inject
    ToDeviceOutbox outbox;

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public ToDeviceStore messages() {
        return messages;
    }

    @Override
    public ToDeviceOutbox outbox() {
        return outbox;
    }
}
