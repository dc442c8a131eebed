package org.colloque.messaging.filter;

class InMemoryFilterStoreTest implements FilterStoreContract {

    private final FilterStore filters = new InMemoryFilterStore();

    @Override
    public FilterStore filters() {
        return filters;
    }
}
