package org.colloque.messaging.accounts.hibernate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.colloque.messaging.accounts.AccountStore;
import org.colloque.messaging.accounts.AccountStoreContract;
import org.colloque.messaging.accounts.DeviceStore;
import org.colloque.messaging.accounts.SessionStoresContract;
import org.colloque.messaging.accounts.TokenStore;
import org.colloque.messaging.testing.PostgresTestResource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HibernateStoresTest implements AccountStoreContract, SessionStoresContract {

    @Inject
    AccountStore accounts;

    @Inject
    DeviceStore devices;

    @Inject
    TokenStore tokens;

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public DeviceStore devices() {
        return devices;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }
}
