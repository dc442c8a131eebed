package org.colloque.messaging.accountdata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** A type of global account data that the server looks after and keeps in a form of its own. Every user has it. */
public interface ServerAccountData {

    String type();

    /** What clients see of it; of what every user has when nothing is stored. */
    ObjectNode content(UserId user, Optional<AccountDataEntry> stored);
}
