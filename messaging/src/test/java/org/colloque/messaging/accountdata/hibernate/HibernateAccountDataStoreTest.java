package org.colloque.messaging.accountdata.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.accountdata.AccountDataStore;
import org.colloque.messaging.accountdata.AccountDataStoreContract;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateAccountDataStoreTest implements AccountDataStoreContract {

    @Inject
    AccountDataStore accountData;

    @Override
    public AccountDataStore accountData() {
        return accountData;
    }
}
