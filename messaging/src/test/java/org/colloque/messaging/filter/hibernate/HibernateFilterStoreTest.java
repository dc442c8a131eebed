package org.colloque.messaging.filter.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.filter.FilterStore;
import org.colloque.messaging.filter.FilterStoreContract;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateFilterStoreTest implements FilterStoreContract {

    @Inject
    FilterStore filters;

    @Override
    public FilterStore filters() {
        return filters;
    }
}
