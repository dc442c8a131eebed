package org.colloque.messaging.profile;

import org.colloque.messaging.accounts.TestPeople;

class InMemoryProfileStoreTest implements ProfileStoreContract {

    private final TestPeople people = TestPeople.inMemory();
    private final ProfileStore profiles = new InMemoryProfileStore(people.accounts());

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public ProfileStore profiles() {
        return profiles;
    }
}
