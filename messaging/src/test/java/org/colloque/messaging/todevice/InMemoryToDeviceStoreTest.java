package org.colloque.messaging.todevice;

import org.colloque.messaging.accounts.TestPeople;

class InMemoryToDeviceStoreTest implements ToDeviceStoreContract {

    private final TestPeople people = TestPeople.inMemory();
    private final InMemoryToDeviceStore store = new InMemoryToDeviceStore(people.devices());

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public ToDeviceStore messages() {
        return store;
    }

    @Override
    public ToDeviceOutbox outbox() {
        return store;
    }
}
