package org.colloque.messaging.room.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.room.AliasStore;
import org.colloque.messaging.room.AliasStoreContract;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateAliasStoreTest implements AliasStoreContract {

    @Inject
    AliasStore aliases;

    @Override
    public AliasStore aliases() {
        return aliases;
    }
}
