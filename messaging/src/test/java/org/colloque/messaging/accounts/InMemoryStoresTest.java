package org.colloque.messaging.accounts;

class InMemoryStoresTest implements AccountStoreContract, SessionStoresContract {

    private final AccountStore accounts = new InMemoryAccountStore();
    private final InMemorySessionStores sessions = new InMemorySessionStores();

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public DeviceStore devices() {
        return sessions;
    }

    @Override
    public TokenStore tokens() {
        return sessions;
    }
}
