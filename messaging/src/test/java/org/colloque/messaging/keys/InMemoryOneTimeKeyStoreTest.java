package org.colloque.messaging.keys;

import org.colloque.messaging.accounts.TestPeople;

class InMemoryOneTimeKeyStoreTest implements OneTimeKeyStoreContract {

    private final TestPeople people = TestPeople.inMemory();
    private final OneTimeKeyStore keys = new InMemoryOneTimeKeyStore();

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public OneTimeKeyStore keys() {
        return keys;
    }
}
