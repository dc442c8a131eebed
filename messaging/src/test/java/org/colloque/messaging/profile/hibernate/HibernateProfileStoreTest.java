package org.colloque.messaging.profile.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.messaging.profile.ProfileStore;
import org.colloque.messaging.profile.ProfileStoreContract;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateProfileStoreTest implements ProfileStoreContract {

    @Inject
    TestPeople people;

    @Inject
    ProfileStore profiles;

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public ProfileStore profiles() {
        return profiles;
    }
}
