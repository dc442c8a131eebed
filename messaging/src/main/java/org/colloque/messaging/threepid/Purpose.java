package org.colloque.messaging.threepid;

/** What an address is proven for. A proof for one purpose serves no other. */
public enum Purpose {
    REGISTER, PASSWORD, ADD
}
