package org.colloque.messaging.accounts.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.colloque.messaging.accounts.Account;
import org.colloque.protocol.id.UserId;

@Entity
@Table(name = "account")
class AccountRow {

    @Id
    @Column(name = "user_id")
    String userId;

    @Column(name = "password_hash")
    String passwordHash;

    boolean admin;

    long created;

    boolean deactivated;

    boolean erased;

    Account toAccount() {
        return new Account(new UserId(userId), Optional.ofNullable(passwordHash), admin, created, deactivated);
    }
}
