package org.colloque.messaging.keybackup.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.messaging.keybackup.KeyBackupStore;
import org.colloque.messaging.keybackup.KeyBackupStoreContract;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateKeyBackupStoreTest implements KeyBackupStoreContract {

    @Inject
    TestPeople people;

    @Inject
    KeyBackupStore backups;

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public KeyBackupStore backups() {
        return backups;
    }
}
