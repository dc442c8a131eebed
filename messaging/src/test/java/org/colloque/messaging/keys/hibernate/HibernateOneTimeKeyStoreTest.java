package org.colloque.messaging.keys.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.messaging.keys.OneTimeKeyStore;
import org.colloque.messaging.keys.OneTimeKeyStoreContract;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateOneTimeKeyStoreTest implements OneTimeKeyStoreContract {

    @Inject
    TestPeople people;

    @Inject
    OneTimeKeyStore keys;

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public OneTimeKeyStore keys() {
        return keys;
    }
}
