package org.colloque.messaging.keybackup;

import org.colloque.messaging.accounts.TestPeople;

class InMemoryKeyBackupStoreTest implements KeyBackupStoreContract {

    private final TestPeople people = TestPeople.inMemory();
    private final KeyBackupStore backups = new InMemoryKeyBackupStore();

    @Override
    public TestPeople people() {
        return people;
    }

    @Override
    public KeyBackupStore backups() {
        return backups;
    }
}
