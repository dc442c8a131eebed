package org.colloque.messaging.accountdata;

class InMemoryAccountDataStoreTest implements AccountDataStoreContract {

    private final AccountDataStore accountData = new InMemoryAccountDataStore();

    @Override
    public AccountDataStore accountData() {
        return accountData;
    }
}
