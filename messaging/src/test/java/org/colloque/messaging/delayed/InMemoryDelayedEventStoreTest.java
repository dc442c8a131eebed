package org.colloque.messaging.delayed;

class InMemoryDelayedEventStoreTest implements DelayedEventStoreContract {

    private final DelayedEventStore events = new InMemoryDelayedEventStore();

    @Override
    public DelayedEventStore events() {
        return events;
    }
}
