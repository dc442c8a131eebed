package org.colloque.messaging.room;

class InMemoryAliasStoreTest implements AliasStoreContract {

    private final AliasStore aliases = new InMemoryAliasStore();

    @Override
    public AliasStore aliases() {
        return aliases;
    }
}
